UPDATE person
SET sealed = :sealed::bytea, key_id = :key, name_hash = :name::bytea, email_hash = :email::bytea,
    phone_hash = :phone::bytea, name = NULL, email = NULL, phone = NULL, metadata = NULL
WHERE tenant_id = vq_tenant() AND session_id = :session AND sealed IS NOT DISTINCT FROM :former::bytea

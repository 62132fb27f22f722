UPDATE person
SET sealed = :sealed, key_id = :key, name_hash = :name, email_hash = :email, phone_hash = :phone,
    name = NULL, email = NULL, phone = NULL, metadata = NULL
WHERE tenant_id = :tenant AND session_id = :session

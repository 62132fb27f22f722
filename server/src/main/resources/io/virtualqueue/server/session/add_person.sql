-- Not for somebody who was erased.
INSERT INTO person (tenant_id, session_id, sealed, key_id, name_hash, email_hash, phone_hash)
SELECT s.tenant_id, s.id, :sealed::bytea, :key, :name::bytea, :email::bytea, :phone::bytea
FROM session s
WHERE s.tenant_id = vq_tenant() AND s.id = :session AND s.user_id <> 'erased-' || s.id
ON CONFLICT (tenant_id, session_id) DO NOTHING

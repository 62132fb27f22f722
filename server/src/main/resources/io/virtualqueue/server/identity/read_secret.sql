SELECT password_hash, role
FROM account
WHERE tenant_id = :tenant AND id = :id AND ended_at IS NULL AND disabled_at IS NULL

SELECT email FROM account
WHERE tenant_id = :tenant AND role = 'admin' AND ended_at IS NULL AND disabled_at IS NULL
ORDER BY id
LIMIT :limit

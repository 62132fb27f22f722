SELECT count(*)
FROM account
WHERE tenant_id = :tenant
  AND id <> :id
  AND role = :role
  AND ended_at IS NULL
  AND disabled_at IS NULL
  AND (password_hash IS NOT NULL OR last_login_at IS NOT NULL)

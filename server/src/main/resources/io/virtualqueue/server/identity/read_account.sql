SELECT id, email, name, role, mfa, last_login_at, created_at,
  CASE
    WHEN disabled_at IS NOT NULL THEN 'disabled'
    WHEN password_hash IS NULL AND last_login_at IS NULL THEN 'invited'
    ELSE 'active'
  END AS status
FROM account
WHERE tenant_id = :tenant AND id = :id AND ended_at IS NULL

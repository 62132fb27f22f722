SELECT true
FROM login
JOIN account ON account.tenant_id = login.tenant_id AND account.id = login.account_id
WHERE login.tenant_id = :tenant
  AND login.id = :id
  AND login.ended_at IS NULL
  AND account.id = :account
  AND account.ended_at IS NULL
  AND account.disabled_at IS NULL
  AND account.role = :role

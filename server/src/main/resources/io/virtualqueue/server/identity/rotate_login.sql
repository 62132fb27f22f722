UPDATE login SET token_hash = :next, expires_at = :expires
FROM account
WHERE login.tenant_id = :tenant
  AND login.id = :id
  AND login.token_hash = :hash
  AND login.ended_at IS NULL
  AND login.expires_at > :now
  AND account.tenant_id = login.tenant_id
  AND account.id = login.account_id
  AND account.ended_at IS NULL
  AND account.disabled_at IS NULL
RETURNING account.id, account.role

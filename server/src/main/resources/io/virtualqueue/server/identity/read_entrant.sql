SELECT account.email, account.name, account.role, account.password_hash, account.mfa,
  coalesce(tenant.mfa_required, false) AS mfa_required, tenant.name AS tenant_name, tenant.domain AS tenant_domain
FROM account
LEFT JOIN tenant ON tenant.id = account.tenant_id
WHERE account.tenant_id = :tenant AND account.id = :id AND account.ended_at IS NULL AND account.disabled_at IS NULL

INSERT INTO totp_secret (tenant_id, account_id, sealed, last_step)
VALUES (:tenant, :account, :sealed, 0)
ON CONFLICT (tenant_id, account_id) DO UPDATE SET sealed = excluded.sealed, last_step = 0

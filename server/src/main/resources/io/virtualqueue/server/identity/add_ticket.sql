INSERT INTO ticket (tenant_id, id, account_id, purpose, secret_hash, created_at, expires_at)
VALUES (:tenant, :id, :account, :purpose, :hash, :now, :expires)

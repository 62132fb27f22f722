INSERT INTO login (tenant_id, id, account_id, token_hash, created_at, expires_at)
VALUES (:tenant, :id, :account, :hash, :now, :expires)

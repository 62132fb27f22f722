INSERT INTO sign_in_code (tenant_id, code_hash, account_id, expires_at)
VALUES (:tenant, :hash, :account, :expires)

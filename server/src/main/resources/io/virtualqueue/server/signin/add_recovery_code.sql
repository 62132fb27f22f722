INSERT INTO recovery_code (tenant_id, account_id, code_hash) VALUES (:tenant, :account, :hash)

DELETE FROM recovery_code WHERE tenant_id = :tenant AND account_id = :account AND code_hash = :hash

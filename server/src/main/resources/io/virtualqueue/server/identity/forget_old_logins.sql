DELETE FROM login WHERE tenant_id = :tenant AND account_id = :account AND expires_at < :now

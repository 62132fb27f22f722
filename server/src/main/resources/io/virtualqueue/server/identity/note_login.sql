UPDATE account SET last_login_at = :now WHERE tenant_id = :tenant AND id = :account

SELECT sealed FROM totp_secret WHERE tenant_id = :tenant AND account_id = :account

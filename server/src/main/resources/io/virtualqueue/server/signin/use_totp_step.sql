UPDATE totp_secret SET last_step = :step WHERE tenant_id = :tenant AND account_id = :account AND last_step < :step

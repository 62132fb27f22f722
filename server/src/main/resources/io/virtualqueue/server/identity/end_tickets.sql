DELETE FROM ticket WHERE tenant_id = :tenant AND account_id = :account

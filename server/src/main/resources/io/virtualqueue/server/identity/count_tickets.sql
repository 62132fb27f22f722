SELECT count(*) FROM ticket
WHERE tenant_id = :tenant AND account_id = :account AND purpose = :purpose AND expires_at > :now

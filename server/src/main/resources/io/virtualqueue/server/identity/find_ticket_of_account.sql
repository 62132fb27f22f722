SELECT id
FROM ticket
WHERE tenant_id = :tenant AND account_id = :account AND purpose = :purpose AND expires_at > :now
ORDER BY created_at DESC LIMIT 1

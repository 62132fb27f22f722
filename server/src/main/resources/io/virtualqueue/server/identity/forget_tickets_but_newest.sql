DELETE FROM ticket
WHERE tenant_id = :tenant
  AND account_id = :account
  AND purpose = :purpose
  AND id NOT IN (
    SELECT id FROM ticket
    WHERE tenant_id = :tenant AND account_id = :account AND purpose = :purpose AND expires_at > :now
    ORDER BY created_at DESC, id DESC LIMIT :kept)

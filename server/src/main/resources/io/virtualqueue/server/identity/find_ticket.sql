SELECT account_id, purpose
FROM ticket
WHERE tenant_id = :tenant AND id = :id AND secret_hash = :hash AND expires_at > :now

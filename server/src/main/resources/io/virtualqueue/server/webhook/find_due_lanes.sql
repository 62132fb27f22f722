-- Webhooks with something to be sent now that no other server sends for.
SELECT w.tenant_id, w.id
FROM webhook w
JOIN tenant t ON t.id = w.tenant_id
WHERE w.is_active
  AND t.deleted_at IS NULL
  AND w.id <> ALL (?)
  AND EXISTS (
    SELECT FROM webhook_delivery d
    WHERE d.webhook_id = w.id AND d.state = 'pending' AND d.next_attempt_at <= statement_timestamp())
  AND NOT EXISTS (
    SELECT FROM webhook_lane l
    WHERE l.tenant_id = w.tenant_id AND l.webhook_id = w.id AND l.owner <> ? AND l.leased_until > statement_timestamp())
LIMIT ?

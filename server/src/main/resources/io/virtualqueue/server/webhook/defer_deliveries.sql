-- Not before the one before it.
UPDATE webhook_delivery d
SET next_attempt_at = greatest(d.next_attempt_at, b.next_attempt_at)
FROM unnest(?::bigint[], ?::bigint[]) AS blocked (ord, before_ord)
JOIN webhook_delivery b ON b.tenant_id = ? AND b.webhook_id = ? AND b.ord = blocked.before_ord
WHERE d.tenant_id = b.tenant_id AND d.webhook_id = b.webhook_id AND d.ord = blocked.ord AND d.state = 'pending'

UPDATE webhook_delivery
SET state = 'dead', ended_at = clock_timestamp()
WHERE tenant_id = :tenant AND webhook_id = :id AND ord IN (
  SELECT ord FROM webhook_delivery WHERE webhook_id = :id AND state = 'pending' ORDER BY next_attempt_at, ord LIMIT :limit)

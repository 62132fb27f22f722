-- What is due, with the one before it in its chain that is pending too. Those that were to be tried first come first.
WITH due AS MATERIALIZED (
  SELECT ord, id, chain, event_id, event_type, queue_id, session_id, happened_at, facts, attempts
  FROM webhook_delivery
  WHERE webhook_id = ? AND state = 'pending' AND next_attempt_at <= statement_timestamp() AND ord <> ALL (?)
  ORDER BY next_attempt_at, ord
  LIMIT ?
)
SELECT due.*, before.ord AS before_ord
FROM due
LEFT JOIN LATERAL (
  SELECT b.ord FROM webhook_delivery b
  WHERE b.webhook_id = ? AND b.chain = due.chain AND b.ord < due.ord AND b.state = 'pending'
  ORDER BY b.ord DESC
  LIMIT 1
) before ON true
ORDER BY due.ord

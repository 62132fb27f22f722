WITH dead AS (
  SELECT * FROM webhook_delivery
  WHERE tenant_id = :tenant AND webhook_id = :webhook AND state = 'dead' AND replayed_at IS NULL
  ORDER BY ord
  LIMIT :limit
  FOR UPDATE),
marked AS (
  UPDATE webhook_delivery d SET replayed_at = :now
  FROM dead
  WHERE d.tenant_id = dead.tenant_id AND d.webhook_id = dead.webhook_id AND d.ord = dead.ord)
INSERT INTO webhook_delivery (
  tenant_id, id, webhook_id, chain, event_id, event_type, queue_id, seq, session_id, happened_at, facts, is_replay,
  state, attempts, next_attempt_at, history, created_at)
SELECT
  tenant_id, gen_random_uuid(), webhook_id, chain, event_id, event_type, queue_id, seq, session_id, happened_at, facts,
  true, 'pending'::delivery_state, 0, :now, '[]'::jsonb, :now
FROM dead
ORDER BY ord

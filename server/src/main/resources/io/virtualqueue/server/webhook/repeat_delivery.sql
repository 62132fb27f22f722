WITH again AS (
  UPDATE webhook_delivery SET replayed_at = CASE state WHEN 'dead' THEN :now ELSE replayed_at END
  WHERE tenant_id = :tenant AND webhook_id = :webhook AND id = :id
  RETURNING *)
INSERT INTO webhook_delivery (
  tenant_id, id, webhook_id, chain, event_id, event_type, queue_id, seq, session_id, happened_at, facts, is_replay,
  state, attempts, next_attempt_at, history, created_at)
SELECT
  tenant_id, :fresh, webhook_id, chain, event_id, event_type, queue_id, seq, session_id, happened_at, facts, true,
  'pending'::delivery_state, 0, :now, '[]'::jsonb, :now
FROM again

-- In the order of the arrays, which becomes that of their numbers.
INSERT INTO webhook_delivery
  (tenant_id, id, webhook_id, chain, event_id, event_type, queue_id, seq, session_id, happened_at, facts, is_replay,
   state, attempts, next_attempt_at, history, created_at)
SELECT ?, d.id, d.webhook_id, d.chain, d.event_id, d.event_type, ?, d.seq, d.session_id, d.happened_at,
       d.facts::jsonb, ?, 'pending', 0, clock_timestamp(), '[]', clock_timestamp()
FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::text[])
  WITH ORDINALITY AS d (id, webhook_id, chain, event_id, event_type, seq, session_id, happened_at, facts, n)
ORDER BY d.n

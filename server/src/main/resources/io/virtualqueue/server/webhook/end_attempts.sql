-- What became of attempts; without one, something is only to be tried later.
UPDATE webhook_delivery d
SET state = r.state::delivery_state,
    attempts = d.attempts + CASE WHEN r.attempt IS NULL THEN 0 ELSE 1 END,
    history = CASE WHEN r.attempt IS NULL THEN d.history ELSE d.history || r.attempt::jsonb END,
    next_attempt_at = greatest(d.next_attempt_at, statement_timestamp() + r.delay_millis * interval '1 millisecond'),
    ended_at = CASE WHEN r.state = 'pending' THEN NULL ELSE statement_timestamp() END
FROM unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[]) AS r (ord, state, attempt, delay_millis)
WHERE d.tenant_id = ? AND d.webhook_id = ? AND d.ord = r.ord AND d.ord = ANY (?) AND d.state = 'pending'

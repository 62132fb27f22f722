SELECT d.id, d.webhook_id, w.application_id, w.url, d.queue_id, d.session_id, d.event_id, d.state::text AS state,
  d.attempts, d.history -> -1 AS last_attempt, d.happened_at, d.next_attempt_at, d.ended_at

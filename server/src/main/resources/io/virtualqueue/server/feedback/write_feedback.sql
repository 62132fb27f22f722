INSERT INTO feedback
  (tenant_id, session_id, queue_id, counter_id, rating, comment, key_id, given_at, changed_at)
VALUES (:tenant, :session, :queue, :counter, :rating, :comment, :key, :now, :now)
ON CONFLICT (tenant_id, session_id) DO UPDATE
SET rating = excluded.rating, comment = excluded.comment, key_id = excluded.key_id, changed_at = excluded.changed_at
WHERE feedback.given_at > :changeableSince
RETURNING given_at = changed_at

COPY (
  SELECT id, user_key, level, order_key, seq, status, joined_at, since, counter_id, visit::text
  FROM session
  WHERE queue_id = ? AND ended_at IS NULL
) TO STDOUT (FORMAT binary)

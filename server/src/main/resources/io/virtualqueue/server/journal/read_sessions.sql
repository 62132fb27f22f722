SELECT id, queue_id, user_key, level, order_key, seq, status, joined_at, since, counter_id, visit
FROM session
WHERE tenant_id = ? AND id = ANY (?)

SELECT seq, type, at, session_id, user_key, level, order_key, data
FROM event
WHERE tenant_id = ? AND queue_id = ? AND seq > ?
ORDER BY seq
LIMIT ?

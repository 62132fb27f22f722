-- Events are found by their queue; nothing else of them is indexed, because every write would pay for it.
SELECT seq, type, at, session_id, user_key, level, order_key, data
FROM event
WHERE tenant_id = ? AND queue_id = ? AND seq >= ? AND session_id = ?
ORDER BY seq
LIMIT ?

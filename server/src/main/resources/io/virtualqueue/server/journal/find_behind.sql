SELECT h.tenant_id, h.queue_id, h.last_seq
FROM queue_head h
LEFT JOIN follower_cursor c ON c.follower = ? AND c.tenant_id = h.tenant_id AND c.queue_id = h.queue_id
WHERE h.tenant_id = ANY (?) AND h.last_seq > coalesce(c.seq, 0)
ORDER BY h.last_event_at
LIMIT ?

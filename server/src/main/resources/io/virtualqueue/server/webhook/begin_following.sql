INSERT INTO follower_cursor (follower, tenant_id, queue_id, seq)
SELECT 'webhook', h.tenant_id, h.queue_id, h.last_seq
FROM queue_head h
WHERE h.tenant_id = :tenant AND NOT EXISTS (SELECT FROM webhook w WHERE w.tenant_id = :tenant)
ON CONFLICT (follower, tenant_id, queue_id) DO UPDATE SET seq = greatest(follower_cursor.seq, excluded.seq)

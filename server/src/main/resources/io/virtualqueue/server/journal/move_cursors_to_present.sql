INSERT INTO follower_cursor (follower, tenant_id, queue_id, seq)
SELECT ?, tenant_id, queue_id, last_seq FROM queue_head WHERE tenant_id = ?
ON CONFLICT (follower, tenant_id, queue_id) DO UPDATE
SET seq = greatest(follower_cursor.seq, excluded.seq)

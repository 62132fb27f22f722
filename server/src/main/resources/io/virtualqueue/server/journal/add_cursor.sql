INSERT INTO follower_cursor (follower, tenant_id, queue_id, seq)
VALUES (?, ?, ?, 0)
ON CONFLICT DO NOTHING
RETURNING seq

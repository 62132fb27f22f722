SELECT seq FROM follower_cursor
WHERE follower = ? AND tenant_id = ? AND queue_id = ?
FOR UPDATE SKIP LOCKED

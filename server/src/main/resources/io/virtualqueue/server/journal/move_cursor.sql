UPDATE follower_cursor SET seq = ?
WHERE follower = ? AND tenant_id = ? AND queue_id = ?

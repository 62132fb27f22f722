DELETE FROM counter_request
WHERE ctid IN (SELECT ctid FROM counter_request WHERE created_at <= :expired ORDER BY created_at LIMIT :limit)

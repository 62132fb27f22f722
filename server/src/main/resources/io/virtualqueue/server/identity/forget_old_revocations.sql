DELETE FROM revocation
WHERE version IN (SELECT version FROM revocation WHERE created_at < :before ORDER BY created_at LIMIT :limit)

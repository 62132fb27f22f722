SELECT id, rate_limit_per_minute
FROM application
WHERE rate_limit_per_minute IS NOT NULL AND deleted_at IS NULL
ORDER BY id
LIMIT :limit

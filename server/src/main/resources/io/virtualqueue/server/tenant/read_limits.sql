SELECT id, max_queues, max_sessions, max_users, requests_per_minute
FROM tenant
WHERE deleted_at IS NULL
  AND (max_queues IS NOT NULL OR max_sessions IS NOT NULL OR max_users IS NOT NULL OR requests_per_minute IS NOT NULL)
ORDER BY id
LIMIT :limit

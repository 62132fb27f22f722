SELECT id, queue_id, ended_at IS NULL AS live
FROM session
WHERE tenant_id = :tenant AND user_id = :userId
ORDER BY id
LIMIT :limit

SELECT id, queue_id
FROM session
WHERE tenant_id = :tenant AND counter_id = :counter AND ended_at IS NULL AND status IN ('called', 'serving')
ORDER BY since, id
LIMIT :limit

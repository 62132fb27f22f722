SELECT s.*, p.name, p.email, p.phone, p.metadata, p.sealed
FROM session s
LEFT JOIN person p ON p.tenant_id = s.tenant_id AND p.session_id = s.id
WHERE s.tenant_id = vq_tenant() AND s.queue_id = :queueId AND s.ended_at IS NULL AND s.status IN ('called', 'serving')
LIMIT :limit

SELECT queue_id
FROM session
WHERE tenant_id = vq_tenant() AND id = :sessionId

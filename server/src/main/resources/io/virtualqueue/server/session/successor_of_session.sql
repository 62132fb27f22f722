SELECT id, queue_id
FROM session
WHERE tenant_id = vq_tenant() AND visit ->> 'transferredFrom' = :sessionId

SELECT id
FROM queue
WHERE tenant_id = vq_tenant() AND kind = 'service_desk' AND deleted_at IS NULL
ORDER BY id
LIMIT 2

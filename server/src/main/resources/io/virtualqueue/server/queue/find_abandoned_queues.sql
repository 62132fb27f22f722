SELECT queue.tenant_id, queue.id
FROM tenant
JOIN queue ON queue.tenant_id = tenant.id
WHERE tenant.deleted_at IS NOT NULL AND queue.deleted_at IS NULL
LIMIT :limit

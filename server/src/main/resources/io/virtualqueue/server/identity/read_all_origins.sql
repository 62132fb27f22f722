SELECT application.tenant_id, unnest(allowed_origins) AS origin
FROM application
JOIN tenant ON tenant.id = application.tenant_id
WHERE tenant.deleted_at IS NULL
ORDER BY application.tenant_id
LIMIT :limit

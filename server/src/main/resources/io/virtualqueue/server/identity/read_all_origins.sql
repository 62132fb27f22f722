SELECT application.tenant_id, application.id, unnest(allowed_origins) AS origin
FROM application
JOIN tenant ON tenant.id = application.tenant_id
WHERE tenant.deleted_at IS NULL AND application.deleted_at IS NULL
ORDER BY application.tenant_id, application.id
LIMIT :limit

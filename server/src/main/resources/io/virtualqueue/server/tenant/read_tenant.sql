SELECT id, name, domain, created_at, updated_at,
  ARRAY(SELECT DISTINCT unnest(allowed_origins) FROM application WHERE tenant_id = tenant.id ORDER BY 1) AS allowed_origins
FROM tenant
WHERE id = :id AND deleted_at IS NULL

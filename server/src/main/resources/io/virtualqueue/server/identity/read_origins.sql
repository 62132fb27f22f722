SELECT DISTINCT unnest(allowed_origins) FROM application WHERE tenant_id = :tenant ORDER BY 1

SELECT count(*) FROM webhook
WHERE tenant_id = :tenant
  AND kind = 'webhook'
  AND (:active::boolean IS NULL OR is_active = :active)
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)

SELECT count(*) FROM application
WHERE tenant_id = :tenant
  AND deleted_at IS NULL
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)

SELECT count(*) FROM location
WHERE tenant_id = :tenant
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)

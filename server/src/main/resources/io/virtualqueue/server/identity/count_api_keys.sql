SELECT count(*) FROM api_key
WHERE tenant_id = :tenant
  AND application_id = :application
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)

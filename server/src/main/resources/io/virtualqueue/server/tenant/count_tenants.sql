SELECT count(*)
FROM tenant
WHERE deleted_at IS NULL
  AND sandbox_of IS NULL
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0 OR position(lower(:search) IN domain) > 0)

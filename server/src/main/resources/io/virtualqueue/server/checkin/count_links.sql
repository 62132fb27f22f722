SELECT count(*)
FROM check_in_link
WHERE tenant_id = vq_tenant() AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)

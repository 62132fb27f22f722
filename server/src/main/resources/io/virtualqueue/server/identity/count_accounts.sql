SELECT count(*) FROM account
WHERE tenant_id = :tenant AND ended_at IS NULL AND (:search::text IS NULL OR position(lower(:search) IN email) > 0)

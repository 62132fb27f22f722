DELETE FROM person
WHERE tenant_id = vq_tenant() AND session_id = :session AND sealed IS NOT DISTINCT FROM :former::bytea

SELECT p.tenant_id, p.session_id AS id, p.name, p.email, p.phone, p.metadata, p.sealed
FROM person p
WHERE p.tenant_id = vq_tenant() AND p.session_id = ANY (:ids)

SELECT s.*, p.name, p.email, p.phone, p.metadata, p.sealed
FROM session s
LEFT JOIN person p ON p.tenant_id = s.tenant_id AND p.session_id = s.id
WHERE s.tenant_id = vq_tenant() AND s.id = ANY (:ids)

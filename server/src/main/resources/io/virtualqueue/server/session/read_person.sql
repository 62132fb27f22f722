SELECT name, email, phone, metadata, sealed
FROM person
WHERE tenant_id = vq_tenant() AND session_id = :session

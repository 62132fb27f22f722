SELECT tenant_id, session_id, name, email, phone, metadata
FROM person
WHERE sealed IS NULL AND (:tenant::uuid IS NULL OR tenant_id = :tenant::uuid)
ORDER BY tenant_id, session_id
LIMIT :limit

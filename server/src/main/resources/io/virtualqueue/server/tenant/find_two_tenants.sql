SELECT id
FROM tenant
WHERE deleted_at IS NULL AND sandbox_of IS NULL AND (:domain::text IS NULL OR domain = :domain)
ORDER BY id
LIMIT 2

SELECT tenant_id, session_id, sealed
FROM person
WHERE tenant_id = :tenant AND session_id > :after AND key_id <> :newest AND sealed IS NOT NULL
ORDER BY session_id
LIMIT :limit

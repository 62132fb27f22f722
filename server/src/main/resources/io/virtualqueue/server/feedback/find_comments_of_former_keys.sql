SELECT session_id, comment
FROM feedback
WHERE tenant_id = :tenant AND session_id > :after AND key_id <> :newest AND comment IS NOT NULL
ORDER BY session_id
LIMIT :limit

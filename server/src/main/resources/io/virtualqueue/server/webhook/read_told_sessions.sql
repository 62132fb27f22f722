SELECT s.id, s.user_id, s.joined_at, s.visit, p.sealed, p.name, p.email
FROM session s
LEFT JOIN person p ON p.tenant_id = s.tenant_id AND p.session_id = s.id
WHERE s.tenant_id = :tenant AND s.id = ANY (:sessions)

SELECT s.*, p.sealed, n.seen_at, f.rating, f.comment, f.given_at
FROM session s
LEFT JOIN person p ON p.tenant_id = s.tenant_id AND p.session_id = s.id
LEFT JOIN presence n ON n.tenant_id = s.tenant_id AND n.session_id = s.id
LEFT JOIN feedback f ON f.tenant_id = s.tenant_id AND f.session_id = s.id
WHERE s.tenant_id = :tenant AND s.id = ANY (:sessions)
ORDER BY s.id

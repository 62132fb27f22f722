SELECT s.id, s.queue_id, s.ended_at IS NULL AS live
FROM person p
JOIN session s ON s.tenant_id = p.tenant_id AND s.id = p.session_id
WHERE p.tenant_id = :tenant AND p.email_hash = :hash
ORDER BY s.id
LIMIT :limit

SELECT session_id, seen_at
FROM presence
WHERE tenant_id = :tenantId AND session_id = ANY (:sessionIds)

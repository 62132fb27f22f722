SELECT l.*
FROM check_in_link l
JOIN tenant t ON t.id = l.tenant_id
WHERE l.tenant_id = vq_tenant() AND l.id = :id AND t.deleted_at IS NULL

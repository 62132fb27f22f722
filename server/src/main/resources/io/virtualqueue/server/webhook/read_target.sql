SELECT w.*
FROM webhook w
JOIN tenant t ON t.id = w.tenant_id
WHERE w.tenant_id = ? AND w.id = ? AND w.is_active AND t.deleted_at IS NULL

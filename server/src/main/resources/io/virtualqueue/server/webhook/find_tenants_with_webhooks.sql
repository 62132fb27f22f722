SELECT DISTINCT w.tenant_id
FROM webhook w
JOIN tenant t ON t.id = w.tenant_id
WHERE w.is_active AND t.deleted_at IS NULL

SELECT t.id, t.retention_days, coalesce(r.done_until, '00000000-0000-0000-0000-000000000000') AS done_until
FROM tenant t
LEFT JOIN retention r ON r.tenant_id = t.id
WHERE t.retention_days > 0 AND t.forgotten_at IS NULL
ORDER BY t.id

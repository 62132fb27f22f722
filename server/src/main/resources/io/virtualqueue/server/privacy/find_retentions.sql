-- A sandbox keeps as long as its tenant.
SELECT t.id, live.retention_days, coalesce(r.done_until, '00000000-0000-0000-0000-000000000000') AS done_until
FROM tenant t
JOIN tenant live ON live.id = coalesce(t.sandbox_of, t.id)
LEFT JOIN retention r ON r.tenant_id = t.id
WHERE live.retention_days > 0 AND t.forgotten_at IS NULL
ORDER BY t.id

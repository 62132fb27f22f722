-- A sandbox keeps as long as its tenant.
SELECT t.id, live.audit_retention_days
FROM tenant t
JOIN tenant live ON live.id = coalesce(t.sandbox_of, t.id)
ORDER BY t.id

SELECT id, name, domain, created_at, updated_at,
  primary_color, secondary_color, logo_url, locale, max_queues, max_sessions, max_users, requests_per_minute,
  mfa_required, retention_days, audit_retention_days,
  coalesce(
    (SELECT allowed_origins FROM application
     WHERE tenant_id = tenant.id AND application.deleted_at IS NULL ORDER BY application.id LIMIT 1),
    '{}') AS allowed_origins
FROM tenant
WHERE id = :id AND deleted_at IS NULL

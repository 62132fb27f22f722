SELECT id, name, domain, created_at, updated_at,
  primary_color, secondary_color, logo_url, locale, max_queues, max_sessions, max_users, requests_per_minute,
  mfa_required, retention_days, audit_retention_days,
  coalesce(
    (SELECT allowed_origins FROM application
     WHERE tenant_id = tenant.id AND application.deleted_at IS NULL ORDER BY application.id LIMIT 1),
    '{}') AS allowed_origins
FROM tenant
WHERE deleted_at IS NULL
  AND sandbox_of IS NULL
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0 OR position(lower(:search) IN domain) > 0)
ORDER BY
  CASE WHEN :descending THEN NULL WHEN :sort = 'name' THEN name WHEN :sort = 'domain' THEN domain END,
  CASE WHEN NOT :descending THEN NULL WHEN :sort = 'name' THEN name WHEN :sort = 'domain' THEN domain END DESC,
  CASE WHEN :sort = 'createdAt' AND NOT :descending THEN created_at END,
  CASE WHEN :sort = 'createdAt' AND :descending THEN created_at END DESC,
  id
LIMIT :limit OFFSET :offset

SELECT id, name, allowed_origins, callback_url, signature_required, rate_limit_per_minute,
  signing_secret IS NOT NULL AS has_secret, created_at, updated_at
FROM application
WHERE tenant_id = :tenant
  AND deleted_at IS NULL
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)
ORDER BY
  CASE WHEN :sort = 'name' AND NOT :descending THEN name END,
  CASE WHEN :sort = 'name' AND :descending THEN name END DESC,
  CASE WHEN :sort = 'createdAt' AND NOT :descending THEN created_at END,
  CASE WHEN :sort = 'createdAt' AND :descending THEN created_at END DESC,
  id
LIMIT :limit OFFSET :offset

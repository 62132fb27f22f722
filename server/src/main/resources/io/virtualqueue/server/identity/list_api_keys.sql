SELECT id, name, prefix, scopes, is_test, expires_at, last_used_at, created_at, revoked_at
FROM api_key
WHERE tenant_id = :tenant
  AND application_id = :application
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)
ORDER BY
  CASE WHEN :sort = 'name' AND NOT :descending THEN name END,
  CASE WHEN :sort = 'name' AND :descending THEN name END DESC,
  CASE WHEN :sort = 'createdAt' AND NOT :descending THEN created_at END,
  CASE WHEN :sort = 'createdAt' AND :descending THEN created_at END DESC,
  id
LIMIT :limit OFFSET :offset

SELECT id, email, name, role, mfa, last_login_at, created_at,
  CASE
    WHEN disabled_at IS NOT NULL THEN 'disabled'
    WHEN password_hash IS NULL AND last_login_at IS NULL THEN 'invited'
    ELSE 'active'
  END AS status
FROM account
WHERE tenant_id = :tenant
  AND ended_at IS NULL
  AND (:search::text IS NULL OR position(lower(:search) IN email) > 0)
ORDER BY
  CASE WHEN :sort = 'email' AND NOT :descending THEN email END,
  CASE WHEN :sort = 'email' AND :descending THEN email END DESC,
  CASE WHEN :sort = 'createdAt' AND NOT :descending THEN created_at END,
  CASE WHEN :sort = 'createdAt' AND :descending THEN created_at END DESC,
  id
LIMIT :limit OFFSET :offset

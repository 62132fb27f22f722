SELECT *
FROM check_in_link
WHERE tenant_id = vq_tenant()
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)
ORDER BY
  CASE WHEN :sort = 'name' AND NOT :descending THEN name END,
  CASE WHEN :sort = 'name' AND :descending THEN name END DESC,
  CASE WHEN :sort = 'createdAt' AND NOT :descending THEN created_at END,
  CASE WHEN :sort = 'createdAt' AND :descending THEN created_at END DESC,
  id
LIMIT :limit OFFSET :offset

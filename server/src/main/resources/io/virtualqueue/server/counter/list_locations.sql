SELECT l.*,
  ARRAY(
    SELECT s.queue_id
    FROM location_service s
    JOIN queue q ON q.tenant_id = s.tenant_id AND q.id = s.queue_id AND q.deleted_at IS NULL
    WHERE s.tenant_id = l.tenant_id AND s.location_id = l.id
    ORDER BY q.created_at, q.id) AS services
FROM location l
WHERE l.tenant_id = :tenant
  AND (:search::text IS NULL OR position(lower(:search) IN lower(l.name)) > 0)
ORDER BY
  CASE WHEN :sort = 'name' AND NOT :descending THEN l.name END,
  CASE WHEN :sort = 'name' AND :descending THEN l.name END DESC,
  CASE WHEN :sort = 'createdAt' AND NOT :descending THEN l.created_at END,
  CASE WHEN :sort = 'createdAt' AND :descending THEN l.created_at END DESC,
  l.id
LIMIT :limit OFFSET :offset

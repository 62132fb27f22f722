SELECT id, application_id
FROM queue
WHERE deleted_at IS NULL
  AND (:status::queue_status IS NULL OR status = :status::queue_status)
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)
ORDER BY
  CASE WHEN :sort = 'name' AND NOT :descending THEN name END,
  CASE WHEN :sort = 'name' AND :descending THEN name END DESC,
  CASE WHEN :sort = 'status' AND NOT :descending THEN status END,
  CASE WHEN :sort = 'status' AND :descending THEN status END DESC,
  CASE WHEN :sort = 'createdAt' AND NOT :descending THEN created_at END,
  CASE WHEN :sort = 'createdAt' AND :descending THEN created_at END DESC,
  CASE WHEN :sort = 'updatedAt' AND NOT :descending THEN updated_at END,
  CASE WHEN :sort = 'updatedAt' AND :descending THEN updated_at END DESC,
  CASE WHEN :descending THEN id END DESC,
  id
LIMIT :limit OFFSET :offset

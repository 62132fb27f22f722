SELECT c.*,
  ARRAY(
    SELECT s.queue_id
    FROM counter_service s
    JOIN queue q ON q.tenant_id = s.tenant_id AND q.id = s.queue_id AND q.deleted_at IS NULL
    WHERE s.tenant_id = c.tenant_id AND s.counter_id = c.id
    ORDER BY s.rank) AS services,
  (SELECT coalesce(
      jsonb_agg(jsonb_build_object('userId', w.account_id, 'services', w.queue_ids) ORDER BY w.account_id), '[]')
    FROM counter_staff w
    WHERE w.tenant_id = c.tenant_id AND w.counter_id = c.id) AS staff
FROM counter c
WHERE c.tenant_id = :tenant
  AND (:location::uuid IS NULL OR c.location_id = :location)
  AND (:status::counter_status IS NULL OR c.status = :status::counter_status)
  AND (:search::text IS NULL OR position(lower(:search) IN lower(c.name)) > 0)
  AND (
    :worker::uuid IS NULL
    OR EXISTS (
      SELECT FROM counter_staff w
      WHERE w.tenant_id = c.tenant_id AND w.counter_id = c.id AND w.account_id = :worker)
    OR NOT EXISTS (SELECT FROM counter_staff w WHERE w.tenant_id = c.tenant_id AND w.counter_id = c.id))
ORDER BY
  CASE WHEN :sort = 'name' AND NOT :descending THEN c.name END,
  CASE WHEN :sort = 'name' AND :descending THEN c.name END DESC,
  CASE WHEN :sort = 'createdAt' AND NOT :descending THEN c.created_at END,
  CASE WHEN :sort = 'createdAt' AND :descending THEN c.created_at END DESC,
  c.id
LIMIT :limit OFFSET :offset

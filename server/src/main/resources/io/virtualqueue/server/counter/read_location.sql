SELECT l.*,
  ARRAY(
    SELECT s.queue_id
    FROM location_service s
    JOIN queue q ON q.tenant_id = s.tenant_id AND q.id = s.queue_id AND q.deleted_at IS NULL
    WHERE s.tenant_id = l.tenant_id AND s.location_id = l.id
    ORDER BY q.created_at, q.id) AS services
FROM location l
WHERE l.tenant_id = :tenant AND l.id = :id

-- Whether a counter serves one of the location's services that are not among these.
SELECT EXISTS (
  SELECT
  FROM counter c
  JOIN counter_service s ON s.tenant_id = c.tenant_id AND s.counter_id = c.id
  JOIN queue q ON q.tenant_id = s.tenant_id AND q.id = s.queue_id AND q.deleted_at IS NULL
  WHERE c.tenant_id = :tenant AND c.location_id = :location AND NOT (s.queue_id = ANY (:ids)))

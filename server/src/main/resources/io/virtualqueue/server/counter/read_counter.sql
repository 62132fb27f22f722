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
WHERE c.tenant_id = :tenant AND c.id = :id

-- Of queues that are deleted for so long that all of their deliveries have ended.
DELETE FROM webhook
WHERE (tenant_id, id) IN (
  SELECT w.tenant_id, w.id
  FROM webhook w
  JOIN queue q ON q.tenant_id = w.tenant_id AND q.id = w.queue_id
  WHERE w.kind = 'callback' AND q.deleted_at < :before
  LIMIT :limit)

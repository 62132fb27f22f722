-- The active webhooks and callbacks that may be told of this queue.
SELECT w.*
FROM queue q
JOIN tenant t ON t.id = q.tenant_id
JOIN webhook w ON w.tenant_id = q.tenant_id
WHERE q.tenant_id = ? AND q.id = ?
  AND t.deleted_at IS NULL
  AND w.is_active
  AND (w.queue_id IS NULL OR w.queue_id = q.id)
  AND (w.application_id IS NULL OR w.application_id = q.application_id)
ORDER BY w.id

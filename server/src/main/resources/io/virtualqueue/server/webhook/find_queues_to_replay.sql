SELECT q.id, h.last_seq,
  vq_last_seq_until(q.tenant_id, q.id, :from::timestamptz - interval '1 microsecond', h.last_seq) AS after_seq
FROM queue q
JOIN queue_head h ON h.tenant_id = q.tenant_id AND h.queue_id = q.id
WHERE q.tenant_id = :tenant
  AND h.last_event_at >= :from
  AND (:first::uuid IS NULL OR q.id >= :first)
  AND (:last::uuid IS NULL OR q.id > :last)
  AND (:queue::uuid IS NULL OR q.id = :queue)
  AND (:application::uuid IS NULL OR q.application_id = :application)
ORDER BY q.id
LIMIT :limit

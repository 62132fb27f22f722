SELECT h.last_seq, h.last_event_at, h.bucket_credit, h.bucket_refilled_at,
       q.settings, q.created_at, q.updated_at, q.deleted_at IS NOT NULL AS deleted, h.turns,
       h.ticket_day, h.ticket_number, h.open_counters
FROM queue_head h
JOIN queue q ON q.tenant_id = h.tenant_id AND q.id = h.queue_id
WHERE h.tenant_id = ? AND h.queue_id = ?

UPDATE queue_head h
SET last_seq = ?, last_event_at = b.at, bucket_credit = ?, bucket_refilled_at = ?,
    waiting = ?, in_service = ?, last_batch = ?, turns = ?,
    ticket_day = ?, ticket_number = ?, open_counters = ?
FROM batch b
WHERE h.tenant_id = b.tenant_id AND h.queue_id = b.queue_id

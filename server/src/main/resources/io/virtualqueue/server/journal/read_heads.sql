-- Heads that may have moved since the last look; the overlap is longer than any transaction may last.
SELECT tenant_id, queue_id, last_seq, waiting + in_service > 0
FROM queue_head
WHERE last_event_at > ? OR (? AND waiting + in_service > 0)

SELECT queue_id, seq, happened_at FROM webhook_delivery
WHERE tenant_id = :tenant AND webhook_id = :webhook AND event_id = :event
LIMIT 1

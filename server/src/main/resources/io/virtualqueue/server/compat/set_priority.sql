INSERT INTO older_queue (tenant_id, queue_id, priority) VALUES (:tenant, :queue, :priority)
ON CONFLICT (tenant_id, queue_id) DO UPDATE SET priority = excluded.priority

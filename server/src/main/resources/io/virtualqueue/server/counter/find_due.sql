SELECT tenant_id, queue_id FROM open_counters_due LIMIT :limit

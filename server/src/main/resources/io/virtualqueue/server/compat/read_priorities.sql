SELECT queue_id, priority FROM older_queue WHERE tenant_id = :tenant

SELECT vq_tenant_of_queue(:queueId)

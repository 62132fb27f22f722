SELECT tenant_id, application_id FROM vq_owner_of_queue(:queueId)

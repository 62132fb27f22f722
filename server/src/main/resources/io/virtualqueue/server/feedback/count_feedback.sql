SELECT count(*) FROM feedback WHERE tenant_id = vq_tenant() AND queue_id = :queue

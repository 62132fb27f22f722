SELECT count(*) FROM queue WHERE tenant_id = vq_tenant() AND id = ANY (:queues) AND deleted_at IS NULL

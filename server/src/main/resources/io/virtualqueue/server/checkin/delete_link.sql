DELETE FROM check_in_link WHERE tenant_id = vq_tenant() AND id = :id

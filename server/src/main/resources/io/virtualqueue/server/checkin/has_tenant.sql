SELECT EXISTS (SELECT FROM tenant WHERE id = vq_tenant() AND deleted_at IS NULL)

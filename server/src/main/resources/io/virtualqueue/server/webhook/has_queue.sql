SELECT EXISTS (SELECT FROM queue WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NULL)

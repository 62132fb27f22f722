SELECT count(*) FROM queue WHERE tenant_id = ? AND deleted_at IS NULL

SELECT id FROM session WHERE tenant_id = :tenant AND id > :after ORDER BY id LIMIT :limit

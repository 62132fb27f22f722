DELETE FROM webhook WHERE tenant_id = :tenant AND id = :id

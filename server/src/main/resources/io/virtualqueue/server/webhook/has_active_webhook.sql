SELECT EXISTS (SELECT FROM webhook WHERE tenant_id = :tenant AND is_active)

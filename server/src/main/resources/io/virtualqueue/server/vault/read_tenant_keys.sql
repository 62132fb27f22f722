SELECT sealing_keys, search_key FROM tenant_key WHERE tenant_id = :tenant

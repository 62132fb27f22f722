UPDATE tenant_key SET sealing_keys = :sealing, search_key = :search, updated_at = :now WHERE tenant_id = :tenant

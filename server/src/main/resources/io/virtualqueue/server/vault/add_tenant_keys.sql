INSERT INTO tenant_key (tenant_id, sealing_keys, search_key, updated_at)
VALUES (:tenant, :sealing, :search, :now)
ON CONFLICT (tenant_id) DO NOTHING

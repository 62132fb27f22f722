SELECT tenant_id FROM tenant_key ORDER BY tenant_id

UPDATE account SET ended_at = :now WHERE tenant_id = :tenant AND ended_at IS NULL

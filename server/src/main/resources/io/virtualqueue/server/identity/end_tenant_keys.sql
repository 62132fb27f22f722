UPDATE api_key SET revoked_at = :now WHERE tenant_id = :tenant AND revoked_at IS NULL

UPDATE api_key SET revoked_at = :now WHERE tenant_id = :tenant AND application_id = :application AND revoked_at IS NULL

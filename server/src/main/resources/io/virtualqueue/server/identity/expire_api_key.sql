UPDATE api_key SET expires_at = :expires WHERE tenant_id = :tenant AND id = :id

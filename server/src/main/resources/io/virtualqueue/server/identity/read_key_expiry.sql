SELECT api_key.expires_at
FROM api_key
JOIN application ON application.tenant_id = api_key.tenant_id AND application.id = api_key.application_id
WHERE api_key.tenant_id = :tenant
  AND api_key.id = :id
  AND api_key.application_id = :application
  AND api_key.revoked_at IS NULL
  AND application.deleted_at IS NULL
  AND (api_key.expires_at IS NULL OR api_key.expires_at > :now)

SELECT count(*) FROM api_key
WHERE tenant_id = :tenant
  AND application_id = :application
  AND revoked_at IS NULL
  AND (expires_at IS NULL OR expires_at > :now)

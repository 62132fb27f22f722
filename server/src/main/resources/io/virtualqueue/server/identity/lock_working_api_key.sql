SELECT id, name, prefix, scopes, is_test, expires_at, last_used_at, created_at, revoked_at
FROM api_key
WHERE tenant_id = :tenant
  AND application_id = :application
  AND id = :id
  AND revoked_at IS NULL
  AND (expires_at IS NULL OR expires_at > :now)
FOR UPDATE

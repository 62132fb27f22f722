UPDATE api_key SET last_used_at = :at
WHERE tenant_id = :tenant
  AND id = :id
  AND (last_used_at IS NULL OR last_used_at < :at::timestamptz - interval '1 minute')

DELETE FROM idempotency
WHERE (tenant_id, credential, key) IN (
  SELECT tenant_id, credential, key FROM idempotency
  WHERE created_at <= clock_timestamp() - interval '24 hours'
  LIMIT ?)

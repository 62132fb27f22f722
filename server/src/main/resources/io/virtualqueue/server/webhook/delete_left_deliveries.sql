DELETE FROM webhook_delivery
WHERE tenant_id = :tenant AND webhook_id = :webhook AND ord IN (
  SELECT ord FROM webhook_delivery
  WHERE tenant_id = :tenant AND webhook_id = :webhook
  ORDER BY ord
  LIMIT :limit)

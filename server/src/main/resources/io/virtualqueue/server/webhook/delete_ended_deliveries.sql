DELETE FROM webhook_delivery
WHERE (tenant_id, webhook_id, ord) IN (
  SELECT tenant_id, webhook_id, ord FROM webhook_delivery
  WHERE state = :state::delivery_state AND state <> 'pending' AND ended_at < :before
  ORDER BY state, ended_at
  LIMIT :limit)

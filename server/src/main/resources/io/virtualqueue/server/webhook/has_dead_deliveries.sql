SELECT EXISTS (
  SELECT FROM webhook_delivery
  WHERE tenant_id = :tenant AND webhook_id = :webhook AND state = 'dead' AND replayed_at IS NULL)

SELECT state FROM webhook_delivery WHERE tenant_id = :tenant AND webhook_id = :webhook AND id = :id FOR UPDATE

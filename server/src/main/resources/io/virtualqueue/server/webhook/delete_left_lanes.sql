DELETE FROM webhook_lane l
WHERE NOT EXISTS (SELECT FROM webhook w WHERE w.tenant_id = l.tenant_id AND w.id = l.webhook_id)

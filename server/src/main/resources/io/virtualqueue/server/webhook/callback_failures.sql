
FROM webhook w
JOIN webhook_delivery d ON d.tenant_id = w.tenant_id AND d.webhook_id = w.id
WHERE w.tenant_id = :tenant
  AND w.kind = 'callback'
  AND ((d.state = 'dead' AND :dead) OR (d.state = 'pending' AND d.attempts > 0 AND :failing))

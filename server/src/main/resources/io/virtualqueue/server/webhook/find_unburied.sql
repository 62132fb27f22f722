-- Webhooks that were switched off by a server that then ended.
SELECT w.tenant_id, w.id
FROM webhook w
WHERE w.disabled_reason IS NOT NULL AND NOT w.is_active
  AND EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'pending')

-- Webhooks that are gone and have deliveries still; found by stepping from one webhook of the index to the next.
WITH RECURSIVE told AS (
  (SELECT tenant_id, webhook_id FROM webhook_delivery ORDER BY tenant_id, webhook_id LIMIT 1)
  UNION ALL
  SELECT next.tenant_id, next.webhook_id
  FROM told
  CROSS JOIN LATERAL (
    SELECT d.tenant_id, d.webhook_id FROM webhook_delivery d
    WHERE (d.tenant_id, d.webhook_id) > (told.tenant_id, told.webhook_id)
    ORDER BY d.tenant_id, d.webhook_id
    LIMIT 1
  ) next
)
SELECT told.tenant_id, told.webhook_id
FROM told
WHERE NOT EXISTS (
  SELECT FROM webhook w
  JOIN tenant t ON t.id = w.tenant_id
  WHERE w.tenant_id = told.tenant_id AND w.id = told.webhook_id AND t.deleted_at IS NULL)

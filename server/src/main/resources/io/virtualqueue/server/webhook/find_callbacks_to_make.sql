-- Applications whose URL is from before there were callbacks.
SELECT a.tenant_id, a.id
FROM application a
JOIN tenant t ON t.id = a.tenant_id
WHERE a.callback_url IS NOT NULL AND a.deleted_at IS NULL AND t.deleted_at IS NULL
  AND NOT EXISTS (
    SELECT FROM webhook w
    WHERE w.tenant_id = a.tenant_id AND w.application_id = a.id AND w.kind = 'callback')
ORDER BY a.tenant_id, a.id
LIMIT :limit

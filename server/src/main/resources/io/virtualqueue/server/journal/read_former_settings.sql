SELECT data FROM event
WHERE tenant_id = ? AND queue_id = ? AND seq < ? AND type IN ('created', 'settings_changed')
ORDER BY seq DESC
LIMIT 1

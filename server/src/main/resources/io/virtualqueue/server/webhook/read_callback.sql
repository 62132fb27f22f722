SELECT * FROM webhook
WHERE tenant_id = :tenant
  AND kind = 'callback'
  AND (application_id = :application::uuid OR queue_id = :queue::uuid)

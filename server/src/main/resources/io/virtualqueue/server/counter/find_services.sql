-- Which of these are services of the tenant, and where each is offered; null where nowhere yet.
SELECT q.id, s.location_id
FROM queue q
LEFT JOIN location_service s ON s.tenant_id = q.tenant_id AND s.queue_id = q.id
WHERE q.tenant_id = :tenant AND q.id = ANY (:ids) AND q.kind = 'service_desk' AND q.deleted_at IS NULL

INSERT INTO location_service (tenant_id, queue_id, location_id)
SELECT :tenant, offered.id, :location
FROM unnest(:ids::uuid[]) AS offered (id)
ON CONFLICT (tenant_id, queue_id) DO NOTHING
RETURNING queue_id

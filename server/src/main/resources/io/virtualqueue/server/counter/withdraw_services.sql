DELETE FROM location_service
WHERE tenant_id = :tenant AND location_id = :location AND NOT (queue_id = ANY (:ids))
RETURNING queue_id

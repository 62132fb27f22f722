UPDATE location
SET name = :name, address = :address, time_zone = :zone, hours = :hours::jsonb, updated_at = :now
WHERE tenant_id = :tenant AND id = :id

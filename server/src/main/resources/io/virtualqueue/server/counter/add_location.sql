INSERT INTO location (tenant_id, id, name, address, time_zone, hours, created_at, updated_at)
VALUES (:tenant, :id, :name, :address, :zone, NULL, :now, :now)

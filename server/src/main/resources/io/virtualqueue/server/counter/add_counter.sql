INSERT INTO counter (tenant_id, id, location_id, name, label, status, since, created_at, updated_at)
VALUES (:tenant, :id, :location, :name, :label, 'closed', :now, :now, :now)

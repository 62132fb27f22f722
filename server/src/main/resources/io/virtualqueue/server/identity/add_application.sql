INSERT INTO application (tenant_id, id, name, allowed_origins, created_at, updated_at)
VALUES (:tenant, :id, :name, :origins, :now, :now)

INSERT INTO tenant (id, name, domain, created_at, updated_at)
VALUES (:id, :name, :domain, :now, :now)

INSERT INTO tenant (id, name, domain, created_at, updated_at, sandbox_of)
VALUES (:id, :name, :domain, :now, :now, NULL), (:sandbox, :name, :domain, :now, :now, :id)

INSERT INTO account (tenant_id, id, email, name, password_hash, role, created_at)
VALUES (:tenant, :id, :email, :name, :hash, :role, :now)
ON CONFLICT (email) WHERE ended_at IS NULL DO NOTHING

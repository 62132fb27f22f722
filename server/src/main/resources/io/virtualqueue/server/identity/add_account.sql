INSERT INTO account (tenant_id, id, email, password_hash, role, created_at)
VALUES (:tenant, :id, :email, :hash, :role, :now)
ON CONFLICT (email) WHERE ended_at IS NULL DO NOTHING

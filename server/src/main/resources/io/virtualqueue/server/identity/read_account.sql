SELECT id, email, role, created_at FROM account WHERE tenant_id = :tenant AND id = :id AND ended_at IS NULL

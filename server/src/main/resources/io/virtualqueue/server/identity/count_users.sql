SELECT count(*) FROM account WHERE tenant_id = :tenant AND ended_at IS NULL

UPDATE account SET password_hash = :hash, name = coalesce(:name, name) WHERE tenant_id = :tenant AND id = :id

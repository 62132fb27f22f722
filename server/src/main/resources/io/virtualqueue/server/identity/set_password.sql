UPDATE account SET password_hash = :hash WHERE tenant_id = :tenant AND id = :id

DELETE FROM counter WHERE tenant_id = :tenant AND id = :id

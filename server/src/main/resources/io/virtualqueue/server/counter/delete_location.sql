DELETE FROM location WHERE tenant_id = :tenant AND id = :id

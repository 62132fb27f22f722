DELETE FROM counter_service WHERE tenant_id = :tenant AND counter_id = :counter

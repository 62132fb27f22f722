DELETE FROM counter_staff WHERE tenant_id = :tenant AND counter_id = :counter

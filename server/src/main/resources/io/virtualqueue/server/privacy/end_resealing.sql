DELETE FROM resealing WHERE tenant_id = :tenant

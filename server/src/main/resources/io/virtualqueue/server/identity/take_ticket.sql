DELETE FROM ticket WHERE tenant_id = :tenant AND id = :id

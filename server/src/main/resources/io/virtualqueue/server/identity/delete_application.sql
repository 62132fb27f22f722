UPDATE application SET deleted_at = :now WHERE tenant_id = :tenant AND id = :id

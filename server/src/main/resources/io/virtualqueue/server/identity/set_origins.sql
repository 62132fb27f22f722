UPDATE application SET allowed_origins = :origins, updated_at = :now WHERE tenant_id = :tenant

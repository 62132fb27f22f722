UPDATE application SET allowed_origins = :origins, updated_at = :now
WHERE tenant_id = :tenant
  AND id = (SELECT id FROM application WHERE tenant_id = :tenant AND deleted_at IS NULL ORDER BY id LIMIT 1)

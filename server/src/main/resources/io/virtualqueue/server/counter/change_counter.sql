UPDATE counter SET name = :name, label = :label, updated_at = :now WHERE tenant_id = :tenant AND id = :id

SELECT tenant_id FROM resealing WHERE pass_at <= :now ORDER BY pass_at LIMIT :limit

DELETE FROM ticket
WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM ticket WHERE expires_at < :now ORDER BY expires_at LIMIT :limit)

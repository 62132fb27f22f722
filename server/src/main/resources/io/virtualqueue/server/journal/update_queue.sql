UPDATE queue
SET name = ?, status = ?::queue_status, settings = ?::jsonb, updated_at = ?,
    deleted_at = CASE WHEN ? THEN ?::timestamptz END
WHERE tenant_id = ? AND id = ?

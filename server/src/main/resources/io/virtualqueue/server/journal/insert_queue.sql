INSERT INTO queue (tenant_id, id, application_id, name, kind, status, settings, created_at, updated_at)
VALUES (?, ?, ?, ?, ?::queue_kind, ?::queue_status, ?::jsonb, ?, ?)

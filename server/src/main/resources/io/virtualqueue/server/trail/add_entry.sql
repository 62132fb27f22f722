INSERT INTO audit_entry
  (tenant_id, id, at, actor_kind, actor_id, address, action, subject_kind, subject_id, before, after)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)

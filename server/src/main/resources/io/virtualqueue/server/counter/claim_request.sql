INSERT INTO counter_request (tenant_id, credential, key, body_hash, queue_id, session_id, created_at)
VALUES (:tenant, :credential, :key, :hash, :queue, :session, :now)
ON CONFLICT (tenant_id, credential, key) DO UPDATE
SET body_hash = excluded.body_hash, queue_id = excluded.queue_id, session_id = excluded.session_id,
  created_at = excluded.created_at
WHERE counter_request.created_at <= :expired

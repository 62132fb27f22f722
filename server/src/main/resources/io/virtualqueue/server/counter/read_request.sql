SELECT body_hash, queue_id, session_id FROM counter_request
WHERE tenant_id = :tenant AND credential = :credential AND key = :key AND created_at > :expired

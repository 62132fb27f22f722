INSERT INTO idempotency (tenant_id, credential, key, body_hash, resource_ids, seq, changed, created_at)
VALUES (?, ?, ?, ?, ?, 1, true, ?)

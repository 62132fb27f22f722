INSERT INTO idempotency (tenant_id, credential, key, body_hash, resource_ids, seq, created_at)
VALUES (?, ?, ?, ?, ?, 1, ?)

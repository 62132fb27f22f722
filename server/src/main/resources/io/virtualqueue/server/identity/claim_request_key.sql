INSERT INTO request_key (tenant_id, credential, key, body_hash, resource_id, created_at)
VALUES (:tenant, :credential, :key, :hash, :resource, :now)
ON CONFLICT (tenant_id, credential, key) DO UPDATE
SET body_hash = excluded.body_hash, resource_id = excluded.resource_id, created_at = excluded.created_at
WHERE request_key.created_at <= :expired

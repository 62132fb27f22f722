-- Idempotency keys and what they were answered.
, keys AS (
  INSERT INTO idempotency (tenant_id, credential, key, body_hash, resource_ids, seq, changed, created_at)
  SELECT b.tenant_id, k.credential, k.key, decode(k.body_hash, 'hex'),
         CASE WHEN k.resource_id IS NULL THEN '{}' ELSE ARRAY[k.resource_id] END, k.seq, k.changed, b.at
  FROM batch b,
       unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::boolean[])
         AS k (credential, key, body_hash, resource_id, seq, changed)
)

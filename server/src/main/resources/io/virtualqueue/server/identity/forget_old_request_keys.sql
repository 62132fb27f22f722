-- The age is asked for twice because a key may be claimed anew between the two looks.
DELETE FROM request_key
WHERE created_at <= :expired
  AND (tenant_id, credential, key) IN (
    SELECT tenant_id, credential, key FROM request_key WHERE created_at <= :expired ORDER BY created_at LIMIT :limit)

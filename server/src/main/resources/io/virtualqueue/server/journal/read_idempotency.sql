SELECT credential, key, body_hash, resource_ids, seq, changed
FROM idempotency
WHERE tenant_id = ? AND (credential, key) IN (SELECT * FROM unnest(?::text[], ?::text[]))
  AND created_at > clock_timestamp() - interval '24 hours'

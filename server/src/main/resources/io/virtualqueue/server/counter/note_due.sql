INSERT INTO open_counters_due (tenant_id, queue_id, version)
SELECT :tenant, changed.id, :version
FROM unnest(:ids::uuid[]) AS changed (id)
ORDER BY changed.id
ON CONFLICT (tenant_id, queue_id) DO UPDATE SET version = excluded.version

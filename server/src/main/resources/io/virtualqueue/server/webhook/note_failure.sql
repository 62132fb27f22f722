UPDATE webhook SET failing_since = clock_timestamp()
WHERE tenant_id = ? AND id = ? AND failing_since IS NULL

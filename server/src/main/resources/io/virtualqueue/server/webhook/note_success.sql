UPDATE webhook SET failing_since = NULL
WHERE tenant_id = ? AND id = ? AND failing_since IS NOT NULL

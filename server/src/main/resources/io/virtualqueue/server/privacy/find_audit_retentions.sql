SELECT id, audit_retention_days FROM tenant ORDER BY id

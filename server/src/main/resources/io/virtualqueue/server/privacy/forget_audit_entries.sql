SELECT forget_audit_entries(:tenant, :olderThan, :limit)

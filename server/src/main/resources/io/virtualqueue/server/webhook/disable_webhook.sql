UPDATE webhook SET is_active = false, disabled_reason = :reason, updated_at = clock_timestamp()
WHERE tenant_id = :tenant AND id = :id AND is_active
RETURNING name

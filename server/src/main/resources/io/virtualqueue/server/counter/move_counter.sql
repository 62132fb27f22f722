UPDATE counter
SET status = :status::counter_status, since = :since, reason = :reason, break_until = :until, updated_at = :now
WHERE tenant_id = :tenant AND id = :id

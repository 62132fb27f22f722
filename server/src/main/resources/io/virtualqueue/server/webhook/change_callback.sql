-- One that was switched off begins anew: what happened meanwhile is not delivered.
UPDATE webhook
SET url = :url,
  active_since = CASE WHEN is_active THEN active_since ELSE clock_timestamp() END,
  is_active = true, disabled_reason = NULL, failing_since = NULL, updated_at = :now
WHERE tenant_id = :tenant AND id = :id

UPDATE webhook
SET application_id = :application, queue_id = :queue, name = :name, description = :description, url = :url,
  events = :events, headers = :headers, max_retries = :retries, retry_delay_millis = :delay,
  backoff_multiplier = :multiplier, is_active = :active, updated_at = :now,
  active_since = CASE WHEN :activated THEN clock_timestamp() ELSE active_since END,
  disabled_reason = CASE WHEN :activated THEN NULL ELSE disabled_reason END,
  failing_since = CASE WHEN :activated THEN NULL ELSE failing_since END
WHERE tenant_id = :tenant AND id = :id

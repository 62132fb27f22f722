INSERT INTO webhook (
  tenant_id, id, kind, application_id, queue_id, name, description, url, events, secret, headers,
  max_retries, retry_delay_millis, backoff_multiplier, is_active, active_since, created_at, updated_at)
VALUES (
  :tenant, :id, :kind::webhook_kind, :application, :queue, :name, :description, :url, :events, :secret, :headers,
  :retries, :delay, :multiplier, :active, clock_timestamp(), :now, :now)

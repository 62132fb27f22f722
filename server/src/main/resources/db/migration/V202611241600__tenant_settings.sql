-- How a tenant shows itself, and how much it may have; null is no limit, or the server's own.
ALTER TABLE tenant
  ADD COLUMN primary_color text,
  ADD COLUMN secondary_color text,
  ADD COLUMN logo_url text,
  ADD COLUMN locale text,
  ADD COLUMN max_queues integer CHECK (max_queues >= 0),
  ADD COLUMN max_sessions integer CHECK (max_sessions >= 0),
  ADD COLUMN max_users integer CHECK (max_users >= 0),
  ADD COLUMN requests_per_minute integer CHECK (requests_per_minute >= 1),
  ADD COLUMN IF NOT EXISTS mfa_required boolean NOT NULL DEFAULT false,
  ADD COLUMN IF NOT EXISTS retention_days integer NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS audit_retention_days integer NOT NULL DEFAULT 365;
-- Servers read the limits every few seconds; few tenants have any.
CREATE INDEX tenant_limits ON tenant (id)
  WHERE max_queues IS NOT NULL OR max_sessions IS NOT NULL OR max_users IS NOT NULL OR requests_per_minute IS NOT NULL;

ALTER TABLE application ADD COLUMN IF NOT EXISTS rate_limit_per_minute integer;
CREATE INDEX application_limits ON application (id) WHERE rate_limit_per_minute IS NOT NULL;

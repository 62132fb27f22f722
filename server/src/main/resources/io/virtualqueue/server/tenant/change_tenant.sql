UPDATE tenant
SET name = :name, domain = :domain,
  primary_color = :primaryColor, secondary_color = :secondaryColor, logo_url = :logoUrl, locale = :locale,
  max_queues = :queues, max_sessions = :sessions, max_users = :users, requests_per_minute = :requestsPerMinute,
  mfa_required = :mfaRequired, retention_days = :retentionDays, audit_retention_days = :auditRetentionDays,
  updated_at = :now
WHERE id = :id AND deleted_at IS NULL

SELECT id, name, allowed_origins, callback_url, signature_required, rate_limit_per_minute,
  signing_secret IS NOT NULL AS has_secret, created_at, updated_at
FROM application
WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NULL

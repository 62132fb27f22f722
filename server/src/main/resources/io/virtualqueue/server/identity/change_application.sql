UPDATE application
SET name = :name, allowed_origins = :origins, callback_url = :callback, signature_required = :signed,
  rate_limit_per_minute = :rate, updated_at = :now
WHERE tenant_id = :tenant AND id = :id

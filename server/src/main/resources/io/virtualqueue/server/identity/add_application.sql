INSERT INTO application
  (tenant_id, id, name, allowed_origins, callback_url, signature_required, rate_limit_per_minute, signing_secret,
   created_at, updated_at)
VALUES (:tenant, :id, :name, :origins, :callback, :signed, :rate, :secret, :now, :now)

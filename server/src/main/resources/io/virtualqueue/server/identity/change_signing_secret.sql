UPDATE application
SET former_signing_secret = signing_secret, former_signing_secret_until = :until, signing_secret = :secret,
  updated_at = :now
WHERE tenant_id = :tenant AND id = :id

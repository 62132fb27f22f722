UPDATE webhook
SET secret = :secret, former_secret = :former, former_secret_until = :until, updated_at = :now
WHERE tenant_id = :tenant AND id = :id

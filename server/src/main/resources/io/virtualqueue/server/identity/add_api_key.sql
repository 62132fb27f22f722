INSERT INTO api_key (tenant_id, id, application_id, key_hash, name, prefix, scopes, is_test, expires_at, created_at)
VALUES (:tenant, :id, :application, :hash, :name, :prefix, :scopes, :test, :expires, :now)

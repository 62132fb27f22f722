INSERT INTO api_key (tenant_id, id, application_id, key_hash, created_at)
VALUES (:tenant, :id, :application, :hash, :now)

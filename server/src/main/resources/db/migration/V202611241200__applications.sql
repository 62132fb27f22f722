-- Each tenant's sandbox: a tenant of its own whose id is the tenant's with version 8. What it is called and how it is
-- set up is read from the tenant; its own name and domain are only those of its making.
ALTER TABLE tenant ADD COLUMN sandbox_of uuid REFERENCES tenant (id);
DROP INDEX tenant_domain;
CREATE UNIQUE INDEX tenant_domain ON tenant (lower(domain)) WHERE deleted_at IS NULL AND sandbox_of IS NULL;
INSERT INTO tenant (id, name, domain, created_at, updated_at, deleted_at, sandbox_of)
SELECT overlay(id::text placing '8' from 15 for 1)::uuid, name, domain, created_at, updated_at, deleted_at, id
FROM tenant
WHERE substr(id::text, 15, 1) = '7';

-- Signing secrets are sealed with the tenant's keys; the former one is good for a while.
ALTER TABLE application
  ADD COLUMN callback_url text,
  ADD COLUMN signature_required boolean NOT NULL DEFAULT false,
  ADD COLUMN rate_limit_per_minute integer CHECK (rate_limit_per_minute > 0),
  ADD COLUMN signing_secret bytea,
  ADD COLUMN former_signing_secret bytea,
  ADD COLUMN former_signing_secret_until timestamptz,
  ADD COLUMN deleted_at timestamptz;

-- Of keys from before, nothing but what all of them begin with is known.
ALTER TABLE api_key
  ADD COLUMN name text NOT NULL DEFAULT 'default',
  ADD COLUMN prefix text NOT NULL DEFAULT 'vq_live_',
  ADD COLUMN scopes text[] NOT NULL
    DEFAULT '{tenant:read,queues:read,queues:write,sessions:read,sessions:write}',
  ADD COLUMN is_test boolean NOT NULL DEFAULT false,
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN last_used_at timestamptz;
ALTER TABLE api_key
  ALTER COLUMN name DROP DEFAULT,
  ALTER COLUMN prefix DROP DEFAULT,
  ALTER COLUMN scopes DROP DEFAULT,
  ALTER COLUMN is_test DROP DEFAULT;
CREATE INDEX api_key_of_application ON api_key (tenant_id, application_id);

-- As before, but for deleted applications.
CREATE OR REPLACE FUNCTION find_api_key(wanted_hash bytea) RETURNS TABLE (tenant_id uuid, application_id uuid, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT k.tenant_id, k.application_id, k.id
        FROM api_key k
        JOIN application a ON a.tenant_id = k.tenant_id AND a.id = k.application_id
        WHERE k.key_hash = wanted_hash AND k.revoked_at IS NULL AND a.deleted_at IS NULL';

-- Whose queue a public join is for, before any tenant is known.
CREATE FUNCTION vq_owner_of_queue(wanted uuid) RETURNS TABLE (tenant_id uuid, application_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT q.tenant_id, q.application_id
        FROM queue q
        JOIN tenant t ON t.id = q.tenant_id
        WHERE q.id = wanted AND q.deleted_at IS NULL AND t.deleted_at IS NULL';
REVOKE EXECUTE ON FUNCTION vq_owner_of_queue(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vq_owner_of_queue(uuid) TO vq_request;

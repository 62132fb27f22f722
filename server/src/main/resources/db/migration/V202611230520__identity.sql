-- People. Those of the platform itself, the super admins, have the nil UUID as their tenant.
CREATE TABLE account (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  password_hash text NOT NULL,
  role text NOT NULL CHECK (role IN ('super_admin', 'admin', 'manager', 'staff', 'customer')),
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((role = 'super_admin') = (tenant_id = '00000000-0000-0000-0000-000000000000'))
);
CREATE UNIQUE INDEX account_email ON account (email) WHERE ended_at IS NULL;

-- One log-in of a person: a family of refresh tokens, of which only the last is good.
CREATE TABLE login (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)
);
CREATE INDEX login_of_account ON login (tenant_id, account_id);

-- The programs of a tenant.
CREATE TABLE application (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  allowed_origins text[] NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

-- Only hashes: a key is shown once, when it is made.
CREATE TABLE api_key (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  application_id uuid NOT NULL,
  key_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, application_id) REFERENCES application (tenant_id, id)
);

-- What every server is to forget, numbered in the order of the commits because the head's row is locked first.
CREATE TABLE revocation_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version bigint NOT NULL
);
INSERT INTO revocation_head (version) VALUES (0);
CREATE TABLE revocation (
  version bigint PRIMARY KEY,
  subject uuid NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX revocation_age ON revocation (created_at);

ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE login ENABLE ROW LEVEL SECURITY;
ALTER TABLE application ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON account TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY own_tenant ON login TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY own_tenant ON application TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY own_tenant ON api_key TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON account TO vq_worker USING (true);
CREATE POLICY worker ON login TO vq_worker USING (true);
CREATE POLICY worker ON application TO vq_worker USING (true);
CREATE POLICY worker ON api_key TO vq_worker USING (true);
GRANT SELECT, INSERT, UPDATE ON account, application, api_key TO vq_request, vq_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON login TO vq_request, vq_worker;
GRANT SELECT ON revocation_head TO vq_worker;
GRANT SELECT, DELETE ON revocation TO vq_worker;

-- Before the tenant is known: ids only, nothing else.
CREATE FUNCTION find_account(wanted_email text) RETURNS TABLE (tenant_id uuid, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT account.tenant_id, account.id FROM account
        WHERE account.email = wanted_email AND account.ended_at IS NULL';

CREATE FUNCTION find_api_key(wanted_hash bytea) RETURNS TABLE (tenant_id uuid, application_id uuid, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT api_key.tenant_id, api_key.application_id, api_key.id FROM api_key
        WHERE api_key.key_hash = wanted_hash AND api_key.revoked_at IS NULL';

-- Tells every server to forget what it knows of a login, an account, a key or a tenant.
CREATE FUNCTION revoke_credentials(revoked uuid) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
    AS 'WITH head AS (UPDATE revocation_head SET version = version + 1 RETURNING version)
        INSERT INTO revocation (version, subject, created_at)
        SELECT head.version, revoked, clock_timestamp() FROM head RETURNING version';

REVOKE EXECUTE ON FUNCTION find_account(text), find_api_key(bytea), revoke_credentials(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_account(text), find_api_key(bytea) TO vq_request;
GRANT EXECUTE ON FUNCTION revoke_credentials(uuid) TO vq_request, vq_worker;

-- Tenants may insist on a second factor.
ALTER TABLE tenant ADD COLUMN IF NOT EXISTS mfa_required boolean NOT NULL DEFAULT false;

-- Who is invited has no password yet and has never logged in.
ALTER TABLE account
  ALTER COLUMN password_hash DROP NOT NULL,
  ADD COLUMN name text,
  ADD COLUMN disabled_at timestamptz,
  ADD COLUMN last_login_at timestamptz,
  ADD COLUMN mfa text NOT NULL DEFAULT 'none' CHECK (mfa IN ('none', 'totp', 'email'));

-- What a person may do once, with a secret that was sent or given to them.
CREATE TABLE ticket (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  purpose text NOT NULL,
  secret_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  code_hash bytea,
  code_expires_at timestamptz,
  codes_sent integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)
);
CREATE INDEX ticket_of_account ON ticket (tenant_id, account_id);
CREATE INDEX ticket_age ON ticket (expires_at);

-- What an authenticator app shares with us, sealed with the tenant's key. The last step stops a code from being used twice.
CREATE TABLE totp_secret (
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  sealed bytea NOT NULL,
  last_step bigint NOT NULL,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)
);

-- For whoever has lost the phone; each is good once. Keyed hashes, because the codes are short enough to be typed.
CREATE TABLE recovery_code (
  tenant_id uuid NOT NULL,
  account_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, account_id, code_hash),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)
);

-- Failures since the last sign-in of an address, whether anyone has it or not. Keyed hashes of addresses, for servers only.
CREATE TABLE sign_in_failure (
  email_hash bytea PRIMARY KEY,
  failures integer NOT NULL,
  failed_at timestamptz NOT NULL,
  locked_until timestamptz NOT NULL
);
CREATE INDEX sign_in_failure_age ON sign_in_failure (failed_at);

ALTER TABLE ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE totp_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_failure ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON ticket TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY own_tenant ON totp_secret TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY own_tenant ON recovery_code TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON ticket TO vq_worker USING (true);
CREATE POLICY worker ON totp_secret TO vq_worker USING (true);
CREATE POLICY worker ON recovery_code TO vq_worker USING (true);
CREATE POLICY worker ON sign_in_failure TO vq_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON ticket, totp_secret, recovery_code TO vq_request, vq_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_failure TO vq_worker;

-- Organisations. Everything else belongs to one of them, or to the platform.
CREATE TABLE tenant (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  domain text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz
);
-- A domain is free again once its tenant is deleted.
CREATE UNIQUE INDEX tenant_domain ON tenant (lower(domain)) WHERE deleted_at IS NULL;

ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON tenant TO vq_request USING (id = vq_tenant());
CREATE POLICY worker ON tenant TO vq_worker USING (true);
GRANT SELECT, UPDATE ON tenant TO vq_request;
GRANT SELECT, INSERT, UPDATE ON tenant TO vq_worker;

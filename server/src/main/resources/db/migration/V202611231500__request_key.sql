-- What idempotency keys made, for 24 hours. Keys that make tenants have the nil UUID as their tenant.
CREATE TABLE request_key (
  tenant_id uuid NOT NULL,
  credential text NOT NULL,
  key text NOT NULL,
  body_hash bytea NOT NULL,
  resource_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, credential, key)
);
CREATE INDEX request_key_age ON request_key (created_at);

ALTER TABLE request_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON request_key TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON request_key TO vq_worker USING (true);
GRANT SELECT, INSERT, UPDATE ON request_key TO vq_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON request_key TO vq_worker;

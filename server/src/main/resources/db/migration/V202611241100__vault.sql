-- The keys of each tenant's personal data, wrapped by the master key, which is not in the database. The platform's own
-- have the nil UUID. Only servers read them, never a request.
CREATE TABLE tenant_key (
  tenant_id uuid PRIMARY KEY,
  sealing_keys bytea NOT NULL,
  search_key bytea NOT NULL,
  updated_at timestamptz NOT NULL
);

ALTER TABLE tenant_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON tenant_key TO vq_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_key TO vq_worker;

-- How long a tenant keeps what it knows of people: 0 days means for ever. And when a deleted tenant's went.
ALTER TABLE tenant
  ADD COLUMN IF NOT EXISTS retention_days integer NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS audit_retention_days integer NOT NULL DEFAULT 365,
  ADD COLUMN forgotten_at timestamptz,
  ADD CONSTRAINT tenant_retention CHECK (retention_days >= 0),
  ADD CONSTRAINT tenant_audit_retention CHECK (audit_retention_days >= 30);
-- Deleted, but not forgotten yet.
CREATE INDEX tenant_unforgotten ON tenant (deleted_at) WHERE deleted_at IS NOT NULL AND forgotten_at IS NULL;

-- Up to which session, in the order of their ids, a tenant's retention period has been carried out.
CREATE TABLE retention (
  tenant_id uuid PRIMARY KEY,
  done_until uuid NOT NULL
);
ALTER TABLE retention ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON retention TO vq_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON retention TO vq_worker;

-- Tenants with a new key, whose people are being sealed anew. Other servers may seal with the former key until
-- settles_at, so that the last pass begins then.
CREATE TABLE resealing (
  tenant_id uuid PRIMARY KEY,
  settles_at timestamptz NOT NULL,
  pass_at timestamptz NOT NULL,
  after_session uuid NOT NULL,
  sealed_anew bigint NOT NULL DEFAULT 0
);
ALTER TABLE resealing ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON resealing TO vq_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON resealing TO vq_worker;

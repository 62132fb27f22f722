-- Who changed what. Only ever added to; old rows go by the function below, which leaves the young ones alone.
CREATE TABLE audit_entry (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'application', 'session', 'anonymous', 'system')),
  actor_id uuid,
  address text,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid,
  before jsonb,
  after jsonb,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_entry_time ON audit_entry (tenant_id, at);
CREATE INDEX audit_entry_subject ON audit_entry (tenant_id, subject_id, at);

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON audit_entry TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON audit_entry TO vq_worker USING (true);
GRANT SELECT, INSERT ON audit_entry TO vq_request, vq_worker;

-- The shortest time that entries are kept, whatever anyone asks for.
CREATE FUNCTION forget_audit_entries(of_tenant uuid, older_than timestamptz, at_most integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
    AS 'WITH gone AS (
          DELETE FROM audit_entry WHERE (tenant_id, id) IN (
            SELECT e.tenant_id, e.id FROM audit_entry e
            WHERE e.tenant_id = of_tenant AND e.at < least(older_than, clock_timestamp() - interval ''30 days'')
            LIMIT at_most)
          RETURNING 1)
        SELECT count(*) FROM gone';
REVOKE EXECUTE ON FUNCTION forget_audit_entries(uuid, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_audit_entries(uuid, timestamptz, integer) TO vq_worker;

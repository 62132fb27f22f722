-- What the paths of an older clinic mean for a tenant: its desk, or null for the only one; whether a patient's id opens
-- what is else opened by the session token; whether patients are believed to have an appointment; and the names by which
-- its people log in there.
CREATE TABLE clinic (
  tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
  queue_id uuid,
  patient_id_is_enough boolean NOT NULL,
  takes_appointments boolean NOT NULL,
  usernames jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
ALTER TABLE clinic ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON clinic TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON clinic TO vq_worker USING (true);
GRANT SELECT, INSERT, UPDATE ON clinic TO vq_request;
GRANT SELECT ON clinic TO vq_worker;

-- The priority that clients of an older waiting room give a queue, for them to read again: each queue releases at its own
-- rate, whatever the others do.
CREATE TABLE older_queue (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  queue_id uuid NOT NULL,
  priority integer NOT NULL,
  PRIMARY KEY (tenant_id, queue_id)
);
ALTER TABLE older_queue ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON older_queue TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON older_queue TO vq_worker USING (true);
GRANT SELECT, INSERT, UPDATE ON older_queue TO vq_request;
GRANT SELECT ON older_queue TO vq_worker;

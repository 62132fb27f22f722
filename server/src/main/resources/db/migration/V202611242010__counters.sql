-- Where people are served: locations, their counters, what each counter serves and who works there.
CREATE TYPE counter_status AS ENUM ('open', 'paused', 'break', 'closed');

CREATE TABLE location (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  address text,
  time_zone text NOT NULL,
  -- As the API has them; null while nobody has set any.
  hours jsonb,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

-- A service is a queue of the kind service_desk. It is offered at one location, whose hours it has.
CREATE TABLE location_service (
  tenant_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  location_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, queue_id),
  FOREIGN KEY (tenant_id, location_id) REFERENCES location (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX service_of_location ON location_service (tenant_id, location_id);

CREATE TABLE counter (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  location_id uuid NOT NULL,
  name text NOT NULL,
  label text,
  status counter_status NOT NULL,
  since timestamptz NOT NULL,
  reason text,
  break_until timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, location_id) REFERENCES location (tenant_id, id)
);
CREATE INDEX counter_of_location ON counter (tenant_id, location_id);
CREATE INDEX counter_on_break ON counter (break_until) WHERE status = 'break';

-- What a counter serves; where people of two services have waited equally long, the lower rank goes first.
CREATE TABLE counter_service (
  tenant_id uuid NOT NULL,
  counter_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  rank integer NOT NULL,
  PRIMARY KEY (tenant_id, counter_id, queue_id),
  FOREIGN KEY (tenant_id, counter_id) REFERENCES counter (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX counter_of_service ON counter_service (tenant_id, queue_id);

-- Who works at a counter, and which of its services they serve there: all of them when queue_ids is null.
CREATE TABLE counter_staff (
  tenant_id uuid NOT NULL,
  counter_id uuid NOT NULL,
  account_id uuid NOT NULL,
  queue_ids uuid[],
  PRIMARY KEY (tenant_id, counter_id, account_id),
  FOREIGN KEY (tenant_id, counter_id) REFERENCES counter (tenant_id, id) ON DELETE CASCADE
);

-- Services whose queues are still to be told how many counters serve them now.
CREATE TABLE open_counters_due (
  tenant_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  -- Another one each time, so that what changes while a queue is told is noticed.
  version uuid NOT NULL,
  PRIMARY KEY (tenant_id, queue_id)
);

-- Whom a counter's request is about, so that the same idempotency key is about the same person whatever the service.
-- Without a session it asks the queue for whoever is first; without a queue there was nobody.
CREATE TABLE counter_request (
  tenant_id uuid NOT NULL,
  credential text NOT NULL,
  key text NOT NULL,
  body_hash bytea NOT NULL,
  queue_id uuid,
  session_id uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, credential, key)
);
CREATE INDEX counter_request_age ON counter_request (created_at);

-- Whom a counter served last, and whom it serves.
CREATE INDEX session_of_counter ON session (tenant_id, counter_id, since) WHERE counter_id IS NOT NULL;
CREATE INDEX session_at_counter ON session (tenant_id, counter_id) WHERE counter_id IS NOT NULL AND ended_at IS NULL;

ALTER TABLE location ENABLE ROW LEVEL SECURITY;
ALTER TABLE location_service ENABLE ROW LEVEL SECURITY;
ALTER TABLE counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE counter_service ENABLE ROW LEVEL SECURITY;
ALTER TABLE counter_staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE open_counters_due ENABLE ROW LEVEL SECURITY;
ALTER TABLE counter_request ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_only ON location TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON location_service TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON counter TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON counter_service TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON counter_staff TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON open_counters_due TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON counter_request TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON location TO vq_worker USING (true);
CREATE POLICY worker ON location_service TO vq_worker USING (true);
CREATE POLICY worker ON counter TO vq_worker USING (true);
CREATE POLICY worker ON counter_service TO vq_worker USING (true);
CREATE POLICY worker ON counter_staff TO vq_worker USING (true);
CREATE POLICY worker ON open_counters_due TO vq_worker USING (true);
CREATE POLICY worker ON counter_request TO vq_worker USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE
  ON location, location_service, counter, counter_service, counter_staff TO vq_request, vq_worker;
GRANT SELECT, INSERT, UPDATE ON open_counters_due, counter_request TO vq_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON open_counters_due, counter_request TO vq_worker;

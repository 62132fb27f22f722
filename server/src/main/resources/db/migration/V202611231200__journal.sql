-- The journal of all queues, and what is derived from it in the same transactions.

CREATE TYPE queue_kind AS ENUM ('waiting_room', 'service_desk');
CREATE TYPE queue_status AS ENUM ('active', 'paused', 'closed');
CREATE TYPE session_status AS ENUM
  ('waiting', 'released', 'called', 'serving', 'completed', 'left', 'expired', 'no_show', 'transferred');
CREATE TYPE event_type AS ENUM
  ('created', 'settings_changed', 'deleted', 'joined', 'released', 'called', 'served', 'completed', 'left',
   'expired', 'no_showed', 'transferred', 'returned');

-- A queue's settings as of its last settings event. Name, kind and status stand beside them for lists.
CREATE TABLE queue (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL UNIQUE,
  application_id uuid,
  name text NOT NULL,
  kind queue_kind NOT NULL,
  status queue_status NOT NULL,
  settings jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);

-- The only row that writers lock. Narrow and never indexed beyond its key, so that every update stays on its page.
CREATE TABLE queue_head (
  tenant_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  last_seq bigint NOT NULL,
  last_event_at timestamptz NOT NULL,
  bucket_credit bigint NOT NULL,
  bucket_refilled_at timestamptz NOT NULL,
  waiting integer NOT NULL,
  in_service integer NOT NULL,
  last_batch uuid NOT NULL,
  PRIMARY KEY (tenant_id, queue_id)
) WITH (fillfactor = 25);

-- The truth. Numbered per queue without gaps; never updated, never deleted.
CREATE TABLE event (
  tenant_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  seq bigint NOT NULL,
  type event_type NOT NULL,
  at timestamptz NOT NULL,
  session_id uuid,
  user_key uuid,
  level smallint,
  order_key bigint,
  data jsonb,
  PRIMARY KEY (tenant_id, queue_id, seq)
);

-- Each session as of its last event. No foreign keys here: the writer holds the head of the queue, so it exists, and a
-- check per row would cost more than the row.
CREATE TABLE session (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  queue_id uuid NOT NULL,
  user_id text NOT NULL,
  user_key uuid NOT NULL,
  level smallint NOT NULL,
  order_key bigint NOT NULL,
  seq bigint NOT NULL,
  status session_status NOT NULL,
  joined_at timestamptz NOT NULL,
  since timestamptz NOT NULL,
  released_at timestamptz,
  served_at timestamptz,
  ended_at timestamptz,
  counter_id text,
  PRIMARY KEY (tenant_id, id)
) WITH (fillfactor = 85);
CREATE INDEX session_in_queue ON session (tenant_id, queue_id, seq);
CREATE INDEX session_live ON session (queue_id) WHERE ended_at IS NULL;

-- Personal data, and nowhere else: erasing a person deletes the row and leaves the journal valid.
CREATE TABLE person (
  tenant_id uuid NOT NULL,
  session_id uuid NOT NULL,
  name text,
  email text,
  phone text,
  metadata jsonb,
  PRIMARY KEY (tenant_id, session_id)
);

-- What was answered to a key, for 24 hours. A session's answer is made anew from its ids, so no personal data is kept.
CREATE TABLE idempotency (
  tenant_id uuid NOT NULL,
  credential text NOT NULL,
  key text NOT NULL,
  body_hash bytea NOT NULL,
  resource_ids uuid[] NOT NULL,
  seq bigint NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, credential, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);

ALTER TABLE queue ENABLE ROW LEVEL SECURITY;
ALTER TABLE queue_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_only ON queue TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON queue_head TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON event TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON session TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON person TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON idempotency TO vq_request USING (tenant_id = vq_tenant());

CREATE POLICY worker ON queue TO vq_worker USING (true);
CREATE POLICY worker ON queue_head TO vq_worker USING (true);
CREATE POLICY worker ON event TO vq_worker USING (true);
CREATE POLICY worker ON session TO vq_worker USING (true);
CREATE POLICY worker ON person TO vq_worker USING (true);
CREATE POLICY worker ON idempotency TO vq_worker USING (true);

-- Requests only read what the journal writes.
GRANT SELECT ON queue, queue_head, event, session, person TO vq_request;
GRANT SELECT, INSERT, UPDATE ON queue, queue_head, session, person TO vq_worker;
GRANT SELECT, INSERT ON event TO vq_worker;
GRANT DELETE ON person TO vq_worker;
GRANT SELECT, INSERT, DELETE ON idempotency TO vq_worker;

-- Which tenant a public join is for, before any tenant is known.
CREATE FUNCTION vq_tenant_of_queue(wanted uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  RETURN (SELECT q.tenant_id FROM public.queue q WHERE q.id = wanted AND q.deleted_at IS NULL);
REVOKE ALL ON FUNCTION vq_tenant_of_queue(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vq_tenant_of_queue(uuid) TO vq_request, vq_worker;

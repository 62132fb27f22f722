-- How far each follower of the journal has got in each queue: everything up to that number is done, nothing after it.
CREATE TABLE follower_cursor (
  follower text NOT NULL,
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  queue_id uuid NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (follower, tenant_id, queue_id)
) WITH (fillfactor = 50);

-- The settings of a queue as they were: to find what a change changed without reading the journal from there back.
CREATE INDEX event_settings ON event (tenant_id, queue_id, seq) WHERE type IN ('created', 'settings_changed');

CREATE TYPE webhook_kind AS ENUM ('webhook', 'callback');
CREATE TYPE delivery_state AS ENUM ('pending', 'delivered', 'dead');

-- Whom to tell of what. A callback is told of releases only, of one application's queues or of one queue; a webhook of
-- what it asks for, of all queues unless it names an application or a queue. Secrets and headers are sealed with the
-- tenant's keys.
CREATE TABLE webhook (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL UNIQUE,
  kind webhook_kind NOT NULL,
  application_id uuid,
  queue_id uuid,
  name text NOT NULL,
  description text,
  url text NOT NULL,
  events text[] NOT NULL,
  secret bytea NOT NULL,
  former_secret bytea,
  former_secret_until timestamptz,
  headers bytea,
  max_retries integer NOT NULL,
  retry_delay_millis bigint NOT NULL,
  backoff_multiplier double precision NOT NULL,
  is_active boolean NOT NULL,
  -- Nothing from before is delivered.
  active_since timestamptz NOT NULL,
  -- Why it was switched off by the server, or null.
  disabled_reason text,
  -- Since when every attempt has failed, or null.
  failing_since timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX callback_of_application ON webhook (tenant_id, application_id)
  WHERE kind = 'callback' AND queue_id IS NULL;
CREATE UNIQUE INDEX callback_of_queue ON webhook (tenant_id, queue_id) WHERE kind = 'callback' AND queue_id IS NOT NULL;

-- Which server sends for a webhook now, so that what it sends stays in order.
CREATE TABLE webhook_lane (
  tenant_id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  owner uuid NOT NULL,
  leased_until timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, webhook_id)
) WITH (fillfactor = 50);

-- What is to be sent, and what became of it. Nothing personal is here: bodies are made when they are sent.
CREATE TABLE webhook_delivery (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  -- In the order of the journal for each queue.
  ord bigint GENERATED ALWAYS AS IDENTITY,
  -- The session, or else the queue: one after the other within it.
  chain uuid NOT NULL,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  queue_id uuid NOT NULL,
  seq bigint NOT NULL,
  session_id uuid,
  happened_at timestamptz NOT NULL,
  -- What the body tells beyond what queue, session and event say: positions, counts, changes.
  facts jsonb NOT NULL,
  -- Whether somebody asked for it again.
  is_replay boolean NOT NULL,
  state delivery_state NOT NULL,
  attempts integer NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  -- Of each attempt: at, status, latencyMillis, error, excerpt.
  history jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- When a dead one was sent again, as a delivery of its own.
  replayed_at timestamptz,
  PRIMARY KEY (tenant_id, webhook_id, ord)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX webhook_delivery_by_id ON webhook_delivery (tenant_id, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_attempt_at, ord) WHERE state = 'pending';
CREATE INDEX webhook_delivery_chain ON webhook_delivery (webhook_id, chain, ord) WHERE state = 'pending';
CREATE INDEX webhook_delivery_dead ON webhook_delivery (tenant_id, webhook_id, ord) WHERE state = 'dead';
CREATE INDEX webhook_delivery_failing ON webhook_delivery (tenant_id, webhook_id, ord)
  WHERE state = 'pending' AND attempts > 0;
CREATE INDEX webhook_delivery_ended ON webhook_delivery (state, ended_at) WHERE state <> 'pending';

ALTER TABLE follower_cursor ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_lane ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_only ON follower_cursor TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON webhook TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON webhook_lane TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY tenant_only ON webhook_delivery TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON follower_cursor TO vq_worker USING (true);
CREATE POLICY worker ON webhook TO vq_worker USING (true);
CREATE POLICY worker ON webhook_lane TO vq_worker USING (true);
CREATE POLICY worker ON webhook_delivery TO vq_worker USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON webhook, webhook_delivery TO vq_request;
-- Whoever makes a tenant's first webhook moves the tenant's cursors to the present.
GRANT SELECT, INSERT, UPDATE ON follower_cursor TO vq_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON follower_cursor, webhook, webhook_lane, webhook_delivery TO vq_worker;

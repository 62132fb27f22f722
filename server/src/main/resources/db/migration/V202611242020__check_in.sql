-- Staff change what is noted of a person and what was answered, which is sealed anew.
GRANT INSERT, UPDATE, DELETE ON person TO vq_request;

CREATE TYPE check_in_channel AS ENUM ('kiosk', 'qr', 'mobile');

-- Links by which people join without a credential. Their tokens are made from the ids and are not stored.
CREATE TABLE check_in_link (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  channel check_in_channel NOT NULL,
  queue_ids uuid[] NOT NULL,
  takes_appointments boolean NOT NULL,
  joins_per_minute integer NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
ALTER TABLE check_in_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON check_in_link TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON check_in_link TO vq_worker USING (true);
GRANT SELECT, INSERT, DELETE ON check_in_link TO vq_request;
GRANT SELECT ON check_in_link TO vq_worker;

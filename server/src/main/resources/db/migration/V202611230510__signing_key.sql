-- What all servers on this database sign with. Only servers read it, never a request.
CREATE TABLE signing_key (
  use text PRIMARY KEY,
  key text NOT NULL,
  created_at timestamptz NOT NULL
);

ALTER TABLE signing_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY worker ON signing_key TO vq_worker USING (true);
GRANT SELECT, INSERT ON signing_key TO vq_worker;

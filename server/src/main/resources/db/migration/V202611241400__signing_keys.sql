-- Several pairs, of which the newest signs and the older ones still verify. The secret parts are sealed with the
-- platform's keys; the rows from before are sealed by the first server to start.
ALTER TABLE signing_key DROP CONSTRAINT signing_key_pkey;
ALTER TABLE signing_key
  ALTER COLUMN key DROP NOT NULL,
  ADD COLUMN id text,
  ADD COLUMN sealed bytea,
  ADD COLUMN signs_from timestamptz,
  ADD COLUMN retired_at timestamptz;
UPDATE signing_key SET id = use, signs_from = created_at;
ALTER TABLE signing_key
  ALTER COLUMN id SET NOT NULL,
  ALTER COLUMN signs_from SET NOT NULL,
  ADD PRIMARY KEY (id),
  ADD CHECK ((key IS NULL) <> (sealed IS NULL));
GRANT UPDATE, DELETE ON signing_key TO vq_worker;

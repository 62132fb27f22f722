-- What people say of how they were served: once for each completed session. The comment is sealed with the tenant's keys
-- and goes when the person is erased; the rating stays, so that the counts of the past stay true.
CREATE TABLE feedback (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  session_id uuid NOT NULL,
  queue_id uuid NOT NULL,
  -- Where the person was served, as the session said it then.
  counter_id text,
  rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
  comment bytea,
  key_id integer,
  given_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, session_id)
);
CREATE INDEX feedback_of_queue ON feedback (tenant_id, queue_id, given_at);
CREATE INDEX feedback_comments ON feedback (tenant_id, session_id) WHERE comment IS NOT NULL;

ALTER TABLE feedback ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON feedback TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON feedback TO vq_worker USING (true);

-- Written by servers only: whoever gives it has no credential but the link, and the session is held meanwhile.
GRANT SELECT ON feedback TO vq_request;
GRANT SELECT, INSERT, UPDATE ON feedback TO vq_worker;

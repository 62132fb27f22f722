-- What a browser brings back from a sign-in elsewhere and exchanges for tokens: good once, and for a minute.
CREATE TABLE sign_in_code (
  tenant_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, code_hash),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)
);

ALTER TABLE sign_in_code ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON sign_in_code TO vq_request USING (tenant_id = vq_tenant());
CREATE POLICY worker ON sign_in_code TO vq_worker USING (true);
GRANT SELECT, INSERT, DELETE ON sign_in_code TO vq_request, vq_worker;

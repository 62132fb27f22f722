-- What people told is sealed with keys of their tenant that are not in the database, and found again by keyed hashes.
-- Rows from before are sealed by the servers at their start; then the plain columns are null.
ALTER TABLE person
  ADD COLUMN sealed bytea,
  ADD COLUMN key_id integer,
  ADD COLUMN name_hash bytea,
  ADD COLUMN email_hash bytea,
  ADD COLUMN phone_hash bytea;
CREATE INDEX person_email ON person (tenant_id, email_hash) WHERE email_hash IS NOT NULL;
CREATE INDEX person_phone ON person (tenant_id, phone_hash) WHERE phone_hash IS NOT NULL;
CREATE INDEX person_plain ON person (tenant_id, session_id) WHERE sealed IS NULL;

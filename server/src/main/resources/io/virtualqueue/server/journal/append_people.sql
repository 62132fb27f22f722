-- What people who join told of themselves.
, people AS (
  INSERT INTO person (tenant_id, session_id, sealed, key_id, name_hash, email_hash, phone_hash)
  SELECT b.tenant_id, p.session_id, p.sealed, p.key_id, p.name_hash, p.email_hash, p.phone_hash
  FROM batch b,
       unnest(?::uuid[], ?::bytea[], ?::integer[], ?::bytea[], ?::bytea[], ?::bytea[])
         AS p (session_id, sealed, key_id, name_hash, email_hash, phone_hash)
)

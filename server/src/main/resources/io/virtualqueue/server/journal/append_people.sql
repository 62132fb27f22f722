-- What people who join told of themselves.
, people AS (
  INSERT INTO person (tenant_id, session_id, name, email, phone, metadata)
  SELECT b.tenant_id, p.session_id, p.name, p.email, p.phone, p.metadata::jsonb
  FROM batch b,
       unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
         AS p (session_id, name, email, phone, metadata)
)

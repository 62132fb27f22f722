-- One batch of one queue, in one statement and at one time. Sessions that join in it are inserted as they are at its
-- end; those that were there before are brought up to date.
WITH batch (tenant_id, queue_id, base_seq, at) AS (
  VALUES (?::uuid, ?::uuid, ?::bigint, ?::timestamptz)
), events AS (
  INSERT INTO event (tenant_id, queue_id, seq, type, at, session_id, user_key, level, order_key, data)
  SELECT b.tenant_id, b.queue_id, b.base_seq + e.n, e.type::event_type, b.at,
         e.session_id, e.user_key, e.level, e.order_key, e.data::jsonb
  FROM batch b,
       unnest(?::text[], ?::uuid[], ?::uuid[], ?::smallint[], ?::bigint[], ?::text[])
         WITH ORDINALITY AS e (type, session_id, user_key, level, order_key, data, n)
), joined AS (
  INSERT INTO session (tenant_id, queue_id, id, user_id, user_key, level, order_key, seq, status,
                       joined_at, since, released_at, served_at, ended_at, counter_id)
  SELECT b.tenant_id, b.queue_id, s.id, s.user_id, s.user_key, s.level, s.order_key, s.seq, s.status::session_status,
         b.at, b.at, CASE WHEN s.released THEN b.at END, CASE WHEN s.served THEN b.at END,
         CASE WHEN s.ended THEN b.at END, s.counter_id
  FROM batch b,
       unnest(?::uuid[], ?::text[], ?::uuid[], ?::smallint[], ?::bigint[], ?::bigint[], ?::text[],
              ?::boolean[], ?::boolean[], ?::boolean[], ?::text[])
         AS s (id, user_id, user_key, level, order_key, seq, status, released, served, ended, counter_id)
), changed AS (
  UPDATE session t
  SET status = s.status::session_status,
      order_key = s.order_key,
      since = b.at,
      released_at = CASE WHEN s.released THEN b.at ELSE t.released_at END,
      served_at = CASE WHEN s.served THEN b.at ELSE t.served_at END,
      ended_at = CASE WHEN s.ended THEN b.at END,
      counter_id = s.counter_id
  FROM batch b,
       unnest(?::uuid[], ?::bigint[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[], ?::text[])
         AS s (id, order_key, status, released, served, ended, counter_id)
  -- The second condition says nothing new, but how to find the rows even where the planner knows nothing of the table.
  WHERE t.tenant_id = b.tenant_id AND t.id = s.id AND t.id = ANY (?::uuid[])
), people AS (
  INSERT INTO person (tenant_id, session_id, name, email, phone, metadata)
  SELECT b.tenant_id, p.session_id, p.name, p.email, p.phone, p.metadata::jsonb
  FROM batch b,
       unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
         AS p (session_id, name, email, phone, metadata)
), keys AS (
  INSERT INTO idempotency (tenant_id, credential, key, body_hash, resource_ids, seq, changed, created_at)
  SELECT b.tenant_id, k.credential, k.key, decode(k.body_hash, 'hex'),
         CASE WHEN k.resource_id IS NULL THEN '{}' ELSE ARRAY[k.resource_id] END, k.seq, k.changed, b.at
  FROM batch b,
       unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::boolean[])
         AS k (credential, key, body_hash, resource_id, seq, changed)
)
UPDATE queue_head h
SET last_seq = ?, last_event_at = b.at, bucket_credit = ?, bucket_refilled_at = ?,
    waiting = ?, in_service = ?, last_batch = ?
FROM batch b
WHERE h.tenant_id = b.tenant_id AND h.queue_id = b.queue_id

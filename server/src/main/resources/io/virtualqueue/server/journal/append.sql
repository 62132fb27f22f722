-- One batch of one queue, in one statement and at one time. It goes on with append_joined.sql, append_changed.sql,
-- append_people.sql and append_keys.sql, as far as the batch has such rows, and ends with append_head.sql.
WITH batch (tenant_id, queue_id, base_seq, at) AS (
  VALUES (?::uuid, ?::uuid, ?::bigint, ?::timestamptz)
), events AS (
  INSERT INTO event (tenant_id, queue_id, seq, type, at, session_id, user_key, level, order_key, data)
  SELECT b.tenant_id, b.queue_id, b.base_seq + e.n, e.type::event_type, b.at,
         e.session_id, e.user_key, e.level, e.order_key, e.data::jsonb
  FROM batch b,
       unnest(?::text[], ?::uuid[], ?::uuid[], ?::smallint[], ?::bigint[], ?::text[])
         WITH ORDINALITY AS e (type, session_id, user_key, level, order_key, data, n)
)

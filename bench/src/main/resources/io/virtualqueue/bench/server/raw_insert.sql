-- What one batch of joins adds to event and session, by the arrays of its ids.
WITH batch (tenant_id, queue_id, base_seq, at) AS (
  VALUES (?::uuid, ?::uuid, ?::bigint, clock_timestamp())
), people AS MATERIALIZED (
  SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[]) WITH ORDINALITY AS p (id, user_key, user_id, n)
), level (number) AS (
  VALUES (?::smallint)
), events AS (
  INSERT INTO bench_event (tenant_id, queue_id, seq, type, at, session_id, user_key, level, order_key, data)
  SELECT b.tenant_id, b.queue_id, b.base_seq + p.n, 'joined', b.at, p.id, p.user_key, l.number,
         (extract(epoch FROM b.at) * 1000000)::bigint, NULL
  FROM batch b, people p, level l
)
INSERT INTO bench_session (tenant_id, queue_id, id, user_id, user_key, level, order_key, seq, status, joined_at, since)
SELECT b.tenant_id, b.queue_id, p.id, p.user_id, p.user_key, l.number,
       (extract(epoch FROM b.at) * 1000000)::bigint, b.base_seq + p.n, 'waiting', b.at, b.at
FROM batch b, people p, level l

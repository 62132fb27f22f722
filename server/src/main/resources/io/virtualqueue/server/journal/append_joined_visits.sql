-- Sessions that join and carry more than their place, as they are at the end of the batch.
, joined_visits AS (
  INSERT INTO session (tenant_id, queue_id, id, user_id, user_key, level, order_key, seq, status,
                       joined_at, since, released_at, served_at, ended_at, counter_id, visit)
  SELECT b.tenant_id, b.queue_id, s.id, s.user_id, s.user_key, s.level, s.order_key, s.seq, s.status::session_status,
         b.at, b.at, CASE WHEN s.released THEN b.at END, CASE WHEN s.served THEN b.at END,
         CASE WHEN s.ended THEN b.at END, s.counter_id, s.visit::jsonb
  FROM batch b,
       unnest(?::uuid[], ?::text[], ?::uuid[], ?::smallint[], ?::bigint[], ?::bigint[], ?::text[],
              ?::boolean[], ?::boolean[], ?::boolean[], ?::text[], ?::text[])
         AS s (id, user_id, user_key, level, order_key, seq, status, released, served, ended, counter_id, visit)
)

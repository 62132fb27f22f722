-- Sessions that were there before and carry more than their place, or were moved, brought up to date. What was served
-- and waits again, or is called again, is not served yet.
, changed_visits AS (
  UPDATE session t
  SET status = s.status::session_status,
      level = s.level,
      order_key = s.order_key,
      since = s.since::timestamptz,
      released_at = CASE WHEN s.released THEN b.at ELSE t.released_at END,
      served_at = CASE WHEN s.served THEN b.at WHEN s.status IN ('waiting', 'called') THEN NULL ELSE t.served_at END,
      ended_at = CASE WHEN s.ended THEN b.at END,
      counter_id = s.counter_id,
      visit = s.visit::jsonb
  FROM batch b,
       unnest(?::uuid[], ?::bigint[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[], ?::text[],
              ?::smallint[], ?::text[], ?::text[])
         AS s (id, order_key, status, released, served, ended, counter_id, level, since, visit)
  WHERE t.tenant_id = b.tenant_id AND t.id = s.id AND t.id = ANY (?::uuid[])
)

-- Sessions that were there before, brought up to date.
, changed AS (
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
)

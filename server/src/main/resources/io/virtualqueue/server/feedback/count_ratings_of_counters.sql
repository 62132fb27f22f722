-- Those that were rated most, should somebody have made up very many.
SELECT c.counter_id, f.rating, count(*)
FROM (
  SELECT counter_id
  FROM feedback
  WHERE tenant_id = vq_tenant() AND queue_id = :queue AND given_at >= :from AND given_at < :to
    AND counter_id IS NOT NULL
  GROUP BY counter_id
  ORDER BY count(*) DESC, counter_id
  LIMIT :limit
) c
JOIN feedback f ON f.tenant_id = vq_tenant() AND f.queue_id = :queue AND f.counter_id = c.counter_id
  AND f.given_at >= :from AND f.given_at < :to
GROUP BY c.counter_id, f.rating
ORDER BY c.counter_id

SELECT
  count(*) FILTER (WHERE status = 'completed') AS completed,
  avg(extract(epoch FROM released_at - joined_at)) FILTER (WHERE released_at IS NOT NULL) AS average_wait
FROM session
WHERE tenant_id = vq_tenant() AND queue_id = :queue AND id >= :from

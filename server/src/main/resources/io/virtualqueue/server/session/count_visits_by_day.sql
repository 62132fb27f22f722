SELECT
  (s.joined_at AT TIME ZONE 'UTC')::date AS day,
  count(*) AS joined,
  count(*) FILTER (WHERE s.released_at IS NOT NULL) AS released,
  count(*) FILTER (WHERE s.status = 'completed') AS completed,
  count(*) FILTER (WHERE s.status = 'left') AS gone,
  count(*) FILTER (WHERE s.status = 'expired') AS expired,
  avg(extract(epoch FROM s.released_at - s.joined_at)) FILTER (WHERE s.released_at IS NOT NULL) AS average_wait
FROM session s
JOIN queue q ON q.tenant_id = s.tenant_id AND q.id = s.queue_id
WHERE s.tenant_id = vq_tenant() AND s.id >= :from
  AND (:application::uuid IS NULL OR q.application_id = :application)
GROUP BY 1
ORDER BY 1

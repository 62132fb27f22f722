SELECT rating, count(*)
FROM feedback
WHERE tenant_id = vq_tenant() AND queue_id = :queue AND given_at >= :from AND given_at < :to
GROUP BY rating

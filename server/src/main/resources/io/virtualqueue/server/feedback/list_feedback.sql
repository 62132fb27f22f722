SELECT session_id, counter_id, rating, comment, given_at, changed_at
FROM feedback
WHERE tenant_id = vq_tenant() AND queue_id = :queue

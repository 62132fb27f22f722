SELECT s.status, s.counter_id, s.ended_at, q.name AS queue_name,
  f.counter_id AS rated_counter_id, f.rating, f.comment, f.given_at, f.changed_at
FROM session s
JOIN tenant t ON t.id = s.tenant_id AND t.deleted_at IS NULL
JOIN queue q ON q.tenant_id = s.tenant_id AND q.id = s.queue_id
LEFT JOIN feedback f ON f.tenant_id = s.tenant_id AND f.session_id = s.id
WHERE s.tenant_id = :tenant AND s.id = :session AND s.queue_id = :queue AND s.user_id <> 'erased-' || s.id

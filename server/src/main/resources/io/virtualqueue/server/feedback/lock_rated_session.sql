-- Held until the feedback is written, so that whoever is erased meanwhile waits for it and takes the comment along.
SELECT s.status, s.counter_id
FROM session s
JOIN tenant t ON t.id = s.tenant_id AND t.deleted_at IS NULL
WHERE s.tenant_id = :tenant AND s.id = :session AND s.queue_id = :queue AND s.user_id <> 'erased-' || s.id
FOR SHARE OF s

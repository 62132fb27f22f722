-- Those that staff can have moved last, the newest first.
SELECT id, queue_id
FROM session
WHERE tenant_id = :tenant AND counter_id = :counter
  AND status IN ('waiting', 'called', 'serving', 'completed', 'no_show')
ORDER BY since DESC, id DESC
LIMIT 1

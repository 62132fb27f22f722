-- The newest of those whose last step can have been this counter's; whoever waits may have been put back by others.
SELECT id, queue_id
FROM session
WHERE tenant_id = :tenant AND counter_id = :counter
  AND status IN ('called', 'serving', 'completed', 'no_show')
ORDER BY since DESC, id DESC
LIMIT 1

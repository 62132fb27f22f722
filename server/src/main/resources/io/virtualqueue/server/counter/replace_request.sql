UPDATE counter_request SET queue_id = :queue, session_id = :session
WHERE tenant_id = :tenant AND credential = :credential AND key = :key
  AND queue_id IS NOT DISTINCT FROM :formerQueue::uuid AND session_id IS NOT DISTINCT FROM :formerSession::uuid

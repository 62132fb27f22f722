-- How many counters serve this queue now; a break that is over is none.
SELECT count(*)
FROM counter_service s
JOIN counter c ON c.tenant_id = s.tenant_id AND c.id = s.counter_id
WHERE s.tenant_id = :tenant AND s.queue_id = :queue
  AND (c.status = 'open' OR (c.status = 'break' AND c.break_until <= clock_timestamp()))

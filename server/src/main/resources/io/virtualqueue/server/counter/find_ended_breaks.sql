SELECT tenant_id, id
FROM counter
WHERE status = 'break' AND break_until <= :now
ORDER BY break_until
LIMIT :limit
FOR UPDATE SKIP LOCKED

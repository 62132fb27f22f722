-- Events are found by their queue; nothing else of them is indexed, because every write would pay for it.
SELECT e.session_id, e.seq, e.type, e.at, e.data
FROM (
  SELECT queue_id, min(seq) AS from_seq
  FROM session
  WHERE tenant_id = :tenant AND id = ANY (:sessions)
  GROUP BY queue_id
) q
JOIN event e ON e.tenant_id = :tenant AND e.queue_id = q.queue_id AND e.seq >= q.from_seq
WHERE e.session_id = ANY (:sessions)
ORDER BY e.queue_id, e.seq
LIMIT :limit

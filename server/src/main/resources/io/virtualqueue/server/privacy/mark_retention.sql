-- Up to the first session that is not due yet.
INSERT INTO retention (tenant_id, done_until)
VALUES (:tenant, coalesce((
  SELECT s.id
  FROM session s
  WHERE s.tenant_id = :tenant AND s.id >= :from AND s.id < :before
    AND (s.ended_at IS NULL OR s.ended_at >= :endedBefore)
  ORDER BY s.id
  LIMIT 1), :before))
ON CONFLICT (tenant_id) DO UPDATE SET done_until = excluded.done_until

-- Those that ended long enough ago and still tell whose they were. The ids are in the order of joining.
SELECT s.id
FROM session s
WHERE s.tenant_id = :tenant AND s.id >= :from AND s.id < :before AND s.ended_at < :endedBefore
  AND (s.user_id NOT IN ('erased-' || s.id, s.id::text)
    OR EXISTS (SELECT FROM person p WHERE p.tenant_id = s.tenant_id AND p.session_id = s.id)
    OR EXISTS (
      SELECT FROM feedback f WHERE f.tenant_id = s.tenant_id AND f.session_id = s.id AND f.comment IS NOT NULL))
ORDER BY s.id
LIMIT :limit

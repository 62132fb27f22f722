-- In the order of the ids, so that two servers that write the same visitors never wait for each other in a circle.
INSERT INTO presence (tenant_id, session_id, seen_at)
SELECT :tenantId, sign.session_id, to_timestamp(sign.seen_at_millis / 1000.0)
FROM unnest(:sessionIds, :seenAtMillis) AS sign (session_id, seen_at_millis)
ORDER BY sign.session_id
ON CONFLICT (tenant_id, session_id) DO UPDATE SET seen_at = greatest(presence.seen_at, excluded.seen_at)

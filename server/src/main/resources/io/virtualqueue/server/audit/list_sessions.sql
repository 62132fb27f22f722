SELECT
  'sessions' AS source, q.id || '/' || e.seq AS id, e.at, 'session.' || e.type AS action,
  CASE WHEN e.type IN ('released', 'expired') OR (e.type = 'left' AND e.data IS NOT NULL) THEN 'system' END
    AS actor_kind,
  NULL::uuid AS actor_id, NULL::text AS address, 'session' AS subject_kind, e.session_id AS subject_id,
  q.id AS queue_id, NULL::text AS before, e.data::text AS after

SELECT
  'administration' AS source, t.id::text AS id, t.at, t.action, t.actor_kind, t.actor_id, t.address,
  t.subject_kind, t.subject_id, NULL::uuid AS queue_id, t.before::text AS before, t.after::text AS after

  FROM queue q
  JOIN queue_head h ON h.tenant_id = q.tenant_id AND h.queue_id = q.id
  LEFT JOIN session s ON s.tenant_id = q.tenant_id AND s.queue_id = q.id AND s.id = :subjectId
  CROSS JOIN LATERAL (
    SELECT
      greatest(
        CASE WHEN :from::timestamptz IS NULL THEN 0
          ELSE vq_last_seq_until(q.tenant_id, q.id, :from::timestamptz - interval '1 microsecond', h.last_seq) END,
        s.seq - 1) AS after_seq,
      CASE WHEN :to::timestamptz IS NULL THEN h.last_seq
        ELSE vq_last_seq_until(q.tenant_id, q.id, :to, h.last_seq) END AS until_seq
  ) bounds
  CROSS JOIN LATERAL (
    SELECT e.seq, e.at, e.type, e.session_id, e.data
    FROM event e
    WHERE e.tenant_id = q.tenant_id
      AND e.queue_id = q.id
      AND e.seq > bounds.after_seq
      AND e.seq <= bounds.until_seq
      AND e.session_id IS NOT NULL
      AND (:eventType::event_type IS NULL OR e.type = :eventType::event_type)
      AND (:subjectId::uuid IS NULL OR q.id = :subjectId OR e.session_id = :subjectId)
    ORDER BY e.seq DESC
    LIMIT :reach
  ) e
  WHERE :sessions
    AND q.tenant_id = vq_tenant()
    AND (:subjectId::uuid IS NULL OR q.id = :subjectId OR s.id IS NOT NULL)

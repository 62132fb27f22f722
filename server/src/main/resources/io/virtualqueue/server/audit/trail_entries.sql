  FROM audit_entry t
  WHERE :trail
    AND t.tenant_id = vq_tenant()
    AND (:from::timestamptz IS NULL OR t.at >= :from)
    AND (:to::timestamptz IS NULL OR t.at <= :to)
    AND (:action::text IS NULL OR t.action = :action)
    AND (:actorId::uuid IS NULL OR t.actor_id = :actorId)
    AND (:subjectId::uuid IS NULL OR t.subject_id = :subjectId)

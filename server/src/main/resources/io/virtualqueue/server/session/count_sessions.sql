SELECT count(*)
FROM session s
LEFT JOIN person p ON p.tenant_id = s.tenant_id AND p.session_id = s.id
WHERE s.tenant_id = vq_tenant() AND s.queue_id = :queueId
  AND (:status::session_status IS NULL OR s.status = :status::session_status)
  AND (:search::text IS NULL OR :search IN (s.user_id, p.name, p.email, p.phone)
    OR p.name_hash = :nameHash::bytea OR p.email_hash = :emailHash::bytea OR p.phone_hash = :phoneHash::bytea
    OR upper(s.visit -> 'ticket' ->> 'text') = upper(:search::text))

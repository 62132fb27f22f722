SELECT after_session, sealed_anew, settles_at, pass_at >= settles_at AS is_last
FROM resealing
WHERE tenant_id = :tenant AND pass_at <= :now
FOR UPDATE SKIP LOCKED

UPDATE ticket SET tries = tries + 1
WHERE tenant_id = :tenant AND id = :id AND tries < :most
RETURNING coalesce(code_hash = :hash AND code_expires_at > :now, false)

UPDATE ticket SET code_hash = :hash, code_expires_at = :expires, codes_sent = codes_sent + 1
WHERE tenant_id = :tenant AND id = :id AND codes_sent < :most

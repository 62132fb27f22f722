UPDATE feedback SET comment = :after, key_id = :key
WHERE tenant_id = :tenant AND session_id = :session AND comment = :before

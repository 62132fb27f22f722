DELETE FROM sign_in_code WHERE tenant_id = :tenant AND expires_at <= :now

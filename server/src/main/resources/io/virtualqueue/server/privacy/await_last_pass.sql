UPDATE resealing
SET after_session = '00000000-0000-0000-0000-000000000000', sealed_anew = sealed_anew + :count, pass_at = settles_at
WHERE tenant_id = :tenant

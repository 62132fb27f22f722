UPDATE resealing SET after_session = :after, sealed_anew = sealed_anew + :count WHERE tenant_id = :tenant

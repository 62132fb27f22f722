UPDATE account SET mfa = :mfa WHERE tenant_id = :tenant AND id = :id

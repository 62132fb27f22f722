SELECT body_hash, resource_id FROM request_key
WHERE tenant_id = :tenant AND credential = :credential AND key = :key

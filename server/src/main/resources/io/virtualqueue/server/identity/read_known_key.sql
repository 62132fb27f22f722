SELECT k.scopes, k.is_test, k.expires_at, a.signature_required
FROM api_key k
JOIN application a ON a.tenant_id = k.tenant_id AND a.id = k.application_id
WHERE k.tenant_id = :tenant AND k.id = :id AND k.revoked_at IS NULL AND a.deleted_at IS NULL

SELECT tenant_id, application_id, id, scopes, is_test, expires_at, signature_required FROM find_api_key(:hash)

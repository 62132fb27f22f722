SELECT tenant_id, application_id, id FROM find_api_key(:hash)

SELECT tenant_id, id FROM find_account(:email)

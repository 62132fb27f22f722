SELECT user_id FROM session WHERE tenant_id = ? AND id = ? FOR NO KEY UPDATE

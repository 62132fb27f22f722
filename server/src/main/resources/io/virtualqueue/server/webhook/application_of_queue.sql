SELECT application_id FROM queue WHERE tenant_id = ? AND id = ?

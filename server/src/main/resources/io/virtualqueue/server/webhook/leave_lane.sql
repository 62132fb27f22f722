UPDATE webhook_lane SET leased_until = '-infinity'
WHERE tenant_id = ? AND webhook_id = ? AND owner = ?

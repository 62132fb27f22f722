SELECT id, level, joined_at, released_at, counter_id
FROM session
WHERE tenant_id = ? AND id = ANY (?)

INSERT INTO webhook_lane (tenant_id, webhook_id, owner, leased_until)
VALUES (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
ON CONFLICT (tenant_id, webhook_id) DO UPDATE
SET owner = excluded.owner, leased_until = excluded.leased_until
WHERE webhook_lane.owner = excluded.owner OR webhook_lane.leased_until < clock_timestamp()

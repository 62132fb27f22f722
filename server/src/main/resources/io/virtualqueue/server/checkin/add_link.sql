INSERT INTO check_in_link (tenant_id, id, name, channel, queue_ids, takes_appointments, joins_per_minute, created_at)
VALUES (vq_tenant(), :id, :name, :channel::check_in_channel, :queues, :appointments, :joins, :now)

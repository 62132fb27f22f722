INSERT INTO counter_staff (tenant_id, counter_id, account_id, queue_ids)
VALUES (:tenant, :counter, :account, :services::uuid[])

INSERT INTO counter_service (tenant_id, counter_id, queue_id, rank)
SELECT :tenant, :counter, served.id, served.rank
FROM unnest(:ids::uuid[]) WITH ORDINALITY AS served (id, rank)

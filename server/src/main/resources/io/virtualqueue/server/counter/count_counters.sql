SELECT count(*)
FROM counter c
WHERE c.tenant_id = :tenant
  AND (:location::uuid IS NULL OR c.location_id = :location)
  AND (:status::counter_status IS NULL OR c.status = :status::counter_status)
  AND (:search::text IS NULL OR position(lower(:search) IN lower(c.name)) > 0)
  AND (
    :worker::uuid IS NULL
    OR EXISTS (
      SELECT FROM counter_staff w
      WHERE w.tenant_id = c.tenant_id AND w.counter_id = c.id AND w.account_id = :worker)
    OR NOT EXISTS (SELECT FROM counter_staff w WHERE w.tenant_id = c.tenant_id AND w.counter_id = c.id))

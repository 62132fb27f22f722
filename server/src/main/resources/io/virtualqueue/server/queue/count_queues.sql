SELECT count(*)
FROM queue
WHERE deleted_at IS NULL
  AND (:status::queue_status IS NULL OR status = :status::queue_status)
  AND (:search::text IS NULL OR position(lower(:search) IN lower(name)) > 0)

SELECT id, application_id
FROM queue
WHERE deleted_at IS NULL
  AND (CAST(:status AS queue_status) IS NULL OR status = CAST(:status AS queue_status))
  AND (CAST(:search AS text) IS NULL OR position(lower(:search) IN lower(name)) > 0)
ORDER BY <sort> <direction>, id
LIMIT :limit OFFSET :offset

SELECT id, application_id
FROM queue
WHERE id = ANY (:ids)

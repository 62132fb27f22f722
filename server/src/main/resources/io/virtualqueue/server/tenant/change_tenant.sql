UPDATE tenant
SET name = coalesce(:name, name), domain = coalesce(:domain, domain), updated_at = :now
WHERE id = :id AND deleted_at IS NULL

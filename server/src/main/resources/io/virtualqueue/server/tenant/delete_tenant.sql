UPDATE tenant SET deleted_at = :now WHERE id IN (:id, :sandbox) AND deleted_at IS NULL

SELECT id FROM tenant WHERE id = :id AND deleted_at IS NULL FOR UPDATE

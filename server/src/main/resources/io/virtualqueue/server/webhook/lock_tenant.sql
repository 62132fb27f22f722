SELECT id FROM tenant WHERE id = :tenant AND deleted_at IS NULL FOR UPDATE

SELECT EXISTS (SELECT FROM tenant WHERE id = :tenant AND deleted_at IS NULL)

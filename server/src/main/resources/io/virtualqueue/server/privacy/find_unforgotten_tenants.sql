SELECT id FROM tenant WHERE deleted_at < :deletedBefore AND forgotten_at IS NULL ORDER BY deleted_at LIMIT :limit

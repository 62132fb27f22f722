UPDATE tenant SET forgotten_at = :now WHERE id = :tenant AND forgotten_at IS NULL

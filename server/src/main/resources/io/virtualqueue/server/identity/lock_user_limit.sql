SELECT max_users FROM tenant WHERE id = :tenant AND max_users IS NOT NULL FOR NO KEY UPDATE

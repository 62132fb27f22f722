SELECT subject FROM revocation WHERE version > :seen AND version <= :version ORDER BY version LIMIT :limit

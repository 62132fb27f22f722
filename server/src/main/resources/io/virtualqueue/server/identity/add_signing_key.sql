INSERT INTO signing_key (id, use, sealed, created_at, signs_from)
VALUES (:id, :use, :sealed, :now, :signsFrom)

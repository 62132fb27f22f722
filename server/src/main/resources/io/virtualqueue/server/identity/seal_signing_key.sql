UPDATE signing_key SET id = :id, key = NULL, sealed = :sealed WHERE id = :former

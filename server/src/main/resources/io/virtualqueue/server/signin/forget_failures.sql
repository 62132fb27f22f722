DELETE FROM sign_in_failure WHERE email_hash = :hash AND locked_until <= :now

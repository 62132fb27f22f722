DELETE FROM sign_in_failure WHERE email_hash = :hash

INSERT INTO sign_in_failure AS known (email_hash, failures, failed_at, locked_until)
VALUES (:hash, 1, :now, :now)
ON CONFLICT (email_hash) DO UPDATE
SET failures = known.failures + 1,
  failed_at = :now,
  locked_until = :now + make_interval(secs => CASE
    WHEN known.failures + 1 < :free THEN 0
    ELSE least(:longest, 2 ^ least(known.failures + 1 - :free, 30))
  END)
WHERE known.locked_until <= :now
RETURNING failures, locked_until

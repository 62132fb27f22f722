DELETE FROM sign_in_failure
WHERE email_hash IN (
  (SELECT email_hash FROM sign_in_failure WHERE failed_at < :before ORDER BY failed_at LIMIT :limit)
  UNION ALL
  (SELECT email_hash FROM sign_in_failure ORDER BY failed_at DESC OFFSET :kept LIMIT :limit))

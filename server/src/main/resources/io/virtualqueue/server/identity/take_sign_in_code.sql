WITH taken AS (
  DELETE FROM sign_in_code WHERE tenant_id = :tenant AND code_hash = :hash RETURNING account_id, expires_at
)
SELECT account_id FROM taken WHERE expires_at > :now

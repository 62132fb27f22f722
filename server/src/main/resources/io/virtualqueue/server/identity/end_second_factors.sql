WITH secrets AS (DELETE FROM totp_secret WHERE tenant_id = :tenant AND account_id = :id),
  codes AS (DELETE FROM recovery_code WHERE tenant_id = :tenant AND account_id = :id)
UPDATE account SET mfa = 'none' WHERE tenant_id = :tenant AND id = :id

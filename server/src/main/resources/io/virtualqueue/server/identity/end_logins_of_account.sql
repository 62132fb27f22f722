WITH ended AS (
  UPDATE login SET ended_at = :now
  WHERE tenant_id = :tenant AND account_id = :account AND id <> :kept AND ended_at IS NULL
)
SELECT revoke_credentials(:account)

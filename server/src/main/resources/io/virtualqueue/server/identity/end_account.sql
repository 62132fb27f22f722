WITH ended AS (
  UPDATE account SET ended_at = :now WHERE tenant_id = :tenant AND id = :id AND ended_at IS NULL RETURNING id
)
SELECT revoke_credentials(id) FROM ended

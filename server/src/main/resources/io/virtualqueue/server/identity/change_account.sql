UPDATE account
SET name = coalesce(:name, name),
  role = coalesce(:role, role),
  disabled_at = CASE :disabled::boolean WHEN true THEN coalesce(disabled_at, :now) WHEN false THEN NULL ELSE disabled_at END
WHERE tenant_id = :tenant AND id = :id AND ended_at IS NULL

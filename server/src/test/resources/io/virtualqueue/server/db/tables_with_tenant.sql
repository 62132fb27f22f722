-- Every table with rows of tenants, and the column that says whose.
SELECT relation.relname, CASE WHEN relation.relname = 'tenant' THEN 'id' ELSE 'tenant_id' END
FROM pg_class relation
WHERE relation.relnamespace = 'public'::regnamespace
  AND relation.relkind IN ('r', 'p')
  AND (relation.relname = 'tenant' OR EXISTS (
      SELECT FROM pg_attribute attribute
      WHERE attribute.attrelid = relation.oid AND attribute.attname = 'tenant_id' AND NOT attribute.attisdropped
  ))
ORDER BY 1;

-- Every other table.
SELECT relation.relname
FROM pg_class relation
WHERE relation.relnamespace = 'public'::regnamespace
  AND relation.relkind IN ('r', 'p')
  AND relation.relname <> 'tenant'
  AND NOT EXISTS (
      SELECT FROM pg_attribute attribute
      WHERE attribute.attrelid = relation.oid AND attribute.attname = 'tenant_id' AND NOT attribute.attisdropped
  )
ORDER BY 1;

-- The columns of a table that a row cannot do without.
SELECT attribute.attname, format_type(attribute.atttypid, NULL), type.typtype = 'e'
FROM pg_attribute attribute
JOIN pg_type type ON type.oid = attribute.atttypid
WHERE attribute.attrelid = '%s'::regclass
  AND attribute.attnum > 0
  AND NOT attribute.attisdropped
  AND attribute.attnotnull
  AND NOT attribute.atthasdef
  AND attribute.attidentity = ''
ORDER BY attribute.attnum;

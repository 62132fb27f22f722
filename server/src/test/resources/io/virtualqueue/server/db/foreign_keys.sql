-- How to take the references between tables away.
SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', conrelid::regclass, conname)
FROM pg_constraint
WHERE contype = 'f' AND connamespace = 'public'::regnamespace;

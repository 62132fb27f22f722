-- What the checks of a table say.
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '%s'::regclass AND contype = 'c' ORDER BY 1;

-- Functions that run with their definer's rights and are open to all, or let the caller choose what names mean.
SELECT proname
FROM pg_proc
WHERE pronamespace = 'public'::regnamespace
  AND prosecdef
  AND (has_function_privilege('public', oid, 'EXECUTE') OR coalesce(array_to_string(proconfig, ','), '') NOT LIKE '%search_path=%')
ORDER BY 1;

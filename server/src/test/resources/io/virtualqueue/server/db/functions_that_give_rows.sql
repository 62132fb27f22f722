-- Functions with their definer's rights that requests may call and that give anything but ids, numbers and yes or no.
SELECT called.proname, given.type::regtype
FROM pg_proc called
CROSS JOIN LATERAL (
    SELECT unnest(
        CASE WHEN called.proallargtypes IS NULL
            THEN ARRAY[called.prorettype]
            ELSE (
                SELECT array_agg(argument.type)
                FROM unnest(called.proallargtypes, called.proargmodes) AS argument (type, mode)
                WHERE argument.mode IN ('o', 'b', 't')
            )
        END
    ) AS type
) given
WHERE called.pronamespace = 'public'::regnamespace
  AND called.prosecdef
  AND has_function_privilege('vq_request', called.oid, 'EXECUTE')
  AND given.type NOT IN ('uuid'::regtype, 'bigint'::regtype, 'integer'::regtype, 'boolean'::regtype, 'void'::regtype)
ORDER BY 1, 2;

-- Tables with a tenant's rows that row-level security does not hold, each with the reason.
SELECT held.relname || ': ' || held.reason
FROM (
    SELECT
        relation.relname,
        CASE
            WHEN NOT relation.relrowsecurity THEN 'row-level security is off'
            WHEN NOT EXISTS (
                SELECT FROM pg_policies policy
                WHERE policy.tablename = relation.relname AND policy.roles = ARRAY['vq_worker']::name[]
            ) THEN 'no policy for vq_worker'
            WHEN EXISTS (
                SELECT FROM pg_policies policy
                WHERE policy.tablename = relation.relname
                  AND policy.roles <> ARRAY['vq_worker']::name[]
                  AND concat(policy.qual, policy.with_check) NOT LIKE '%vq_tenant()%'
            ) THEN 'a policy does not ask for the tenant'
        END AS reason
    FROM pg_class relation
    JOIN pg_attribute attribute ON attribute.attrelid = relation.oid AND attribute.attname = 'tenant_id'
    WHERE relation.relnamespace = 'public'::regnamespace
      AND relation.relkind IN ('r', 'p')
) held
WHERE held.reason IS NOT NULL
ORDER BY 1;

-- Whether a role, or one that it could become, is not held by row-level security.
SELECT EXISTS (
    SELECT
    FROM pg_roles mighty
    WHERE (mighty.rolsuper OR mighty.rolbypassrls OR mighty.rolcreaterole OR mighty.rolname = current_user)
      AND pg_has_role(?, mighty.oid, 'MEMBER')
);

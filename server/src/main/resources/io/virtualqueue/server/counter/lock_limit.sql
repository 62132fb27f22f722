SELECT pg_advisory_xact_lock(hashtextextended('counter:' || :tenant, 0)) IS NULL

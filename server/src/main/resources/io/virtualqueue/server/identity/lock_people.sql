SELECT pg_advisory_xact_lock(hashtextextended('people of ' || :tenant, 0))

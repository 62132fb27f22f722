DELETE FROM open_counters_due WHERE tenant_id = :tenant AND queue_id = :queue AND version = :version

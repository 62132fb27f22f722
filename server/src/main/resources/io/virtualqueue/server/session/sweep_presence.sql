DELETE FROM presence
WHERE ctid = ANY (ARRAY(SELECT ctid FROM presence WHERE seen_at < :before LIMIT :limit))

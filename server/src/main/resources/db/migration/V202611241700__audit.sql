-- Events of a queue are in the order of their times, and numbered without gaps: so the last one up to a moment is found
-- by halving, without an index that every join would have to write.
CREATE FUNCTION vq_last_seq_until(of_tenant uuid, of_queue uuid, moment timestamptz, last_seq bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
    AS $$
DECLARE
  low bigint := 0;
  high bigint := last_seq;
  middle bigint;
  at_middle timestamptz;
BEGIN
  WHILE low < high LOOP
    middle := (low + high + 1) / 2;
    SELECT e.at INTO at_middle FROM event e WHERE e.tenant_id = of_tenant AND e.queue_id = of_queue AND e.seq = middle;
    IF at_middle <= moment THEN
      low := middle;
    ELSE
      high := middle - 1;
    END IF;
  END LOOP;
  RETURN low;
END
$$;
REVOKE EXECUTE ON FUNCTION vq_last_seq_until(uuid, uuid, timestamptz, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vq_last_seq_until(uuid, uuid, timestamptz, bigint) TO vq_request;

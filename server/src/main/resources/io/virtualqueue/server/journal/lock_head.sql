-- The clock is read outside the locking part, hence after the lock is held.
WITH locked AS MATERIALIZED (
  SELECT last_seq, last_event_at, last_batch
  FROM queue_head
  WHERE tenant_id = ? AND queue_id = ?
  FOR NO KEY UPDATE
)
SELECT last_seq, last_event_at, last_batch, clock_timestamp() AS now FROM locked

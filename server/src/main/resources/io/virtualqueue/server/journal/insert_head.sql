INSERT INTO queue_head (tenant_id, queue_id, last_seq, last_event_at, bucket_credit, bucket_refilled_at, waiting,
                        in_service, last_batch)
VALUES (?, ?, 0, ?, 0, ?, 0, 0, ?)

-- Every join writes to it, and a queue's id needs no tenant beside it. Nor can a plan mistake it any more for a way to a
-- tenant's sessions, as happened on tables without statistics.
DROP INDEX session_in_queue;
CREATE INDEX session_in_queue ON session (queue_id, seq);

-- Copies of the tables that a join writes, with the same indexes.
DROP TABLE IF EXISTS bench_event, bench_session;
CREATE TABLE bench_event (LIKE event INCLUDING ALL);
CREATE TABLE bench_session (LIKE session INCLUDING ALL) WITH (fillfactor = 85);

-- Whose turn it is where priorities share turns by weight: how far the turns have got, then a level and its mark, another
-- level and its mark, and so on. Null for everyone else.
ALTER TABLE queue_head ADD COLUMN turns bigint[];

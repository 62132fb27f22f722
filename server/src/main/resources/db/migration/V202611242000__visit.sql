-- What a session carries beyond its place (its ticket, the size of the party, an appointment and so on), and what the
-- head counts for desks. Null where there is nothing to tell, as in most waiting rooms.
ALTER TYPE event_type ADD VALUE 'counters_opened';
ALTER TYPE event_type ADD VALUE 'get_ready';
ALTER TYPE event_type ADD VALUE 'ready_at_chosen';
ALTER TYPE event_type ADD VALUE 'moved';
ALTER TYPE event_type ADD VALUE 'recalled';
ALTER TYPE event_type ADD VALUE 'undone';

ALTER TABLE session ADD COLUMN visit jsonb;
ALTER TABLE queue_head ADD COLUMN ticket_day date, ADD COLUMN ticket_number integer, ADD COLUMN open_counters integer;

-- The log: every event ever recorded, and nothing else.
--
-- Positions are assigned in turn, under a lock, so they are dense and in commit order: a reader that resumes from a
-- position never misses an event.

CREATE SCHEMA log;

COMMENT ON SCHEMA log IS 'The append-only record; everything else is derived from it.';

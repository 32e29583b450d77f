-- The log: every event that was ever recorded, and nothing else.
--
-- A position is given in turn, under a lock, so positions are dense and in commit order: a reader that remembers a
-- position can never miss an event.

CREATE SCHEMA log;

COMMENT ON SCHEMA log IS 'What was recorded, append-only; everything else is rebuilt from it.';

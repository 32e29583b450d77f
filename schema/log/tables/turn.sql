-- A lock on a row takes the right to change it, which nobody but the owner of the log has; an advisory lock takes none.
-- An append changes nothing in it, so that it leaves no old versions behind, as one in log.head does.

CREATE TABLE log.turn (
    is_turn boolean PRIMARY KEY DEFAULT true CHECK (is_turn)
);

COMMENT ON TABLE log.turn IS 'One row, which each append locks until its transaction ends.';

INSERT INTO log.turn DEFAULT VALUES;

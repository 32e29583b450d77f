-- A lock on a table takes the right to change it, which nobody but the owner of the log has; an advisory lock takes none.

CREATE TABLE log.turn ();

COMMENT ON TABLE log.turn IS 'Without columns or rows: each append locks it until its transaction ends, which takes the right to.';

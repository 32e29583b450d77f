CREATE TABLE log.rebuilding ();

COMMENT ON TABLE log.rebuilding IS 'Without columns or rows: whoever remakes the read models locks it, which takes the right to.';

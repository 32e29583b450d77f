-- Waits until other appends are done.
CREATE FUNCTION log.await_turn(turn bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(turn);
END
$$;

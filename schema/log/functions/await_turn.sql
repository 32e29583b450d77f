-- Waits until other appends are done. With deferred, where the caller promises log.flush(), the commit does not wait
-- for the disk, so that the next append has its turn sooner.
CREATE FUNCTION log.await_turn(turn bigint, deferred boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF deferred THEN
        PERFORM set_config('synchronous_commit', 'off', true), set_config('log.unflushed', 'on', false);
    END IF;
    PERFORM pg_advisory_xact_lock(turn);
END
$$;

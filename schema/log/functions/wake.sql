-- Notifies listeners, in a transaction of its own that does not wait for the disk, since a notification holds a
-- server-wide lock until its commit. Nobody depends on it: followers also poll. A transaction that has written
-- something waits as before.
CREATE FUNCTION log.wake() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF pg_current_xact_id_if_assigned() IS NULL THEN
        PERFORM set_config('synchronous_commit', 'off', true);
    END IF;
    PERFORM pg_notify(log.channel(), '');
END
$$;

-- Notifies listeners, in a transaction of its own that does not wait for the disk, since a notification holds a
-- server-wide lock until its commit. Nobody depends on it: followers also poll.
CREATE FUNCTION log.wake() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true), pg_notify(log.channel(), '');
END
$$;

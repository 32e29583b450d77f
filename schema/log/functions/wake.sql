-- Wakes those who listen. In a transaction of its own and without waiting for the disk, since a notification holds
-- a lock on the whole server until its commit; nobody relies on it, for who follows also looks now and then.
CREATE FUNCTION log.wake() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true), pg_notify('parley_log', '');
END
$$;

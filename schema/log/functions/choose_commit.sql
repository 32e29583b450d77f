-- Decides what the commit of this transaction waits for: with deferred for nothing, else for what the server's
-- replication promises, however the session was set.
CREATE FUNCTION log.choose_commit(deferred boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF deferred THEN
        PERFORM set_config('synchronous_commit', 'off', true);
    ELSIF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
END
$$;

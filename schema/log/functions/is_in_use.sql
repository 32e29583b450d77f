-- Whether another session that took a follower's name goes on. Without pg_read_all_stats the start of a session is
-- unknown, and its process id has to do.
CREATE FUNCTION log.is_in_use(follower log.subscription) RETURNS boolean
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    -- Without this a transaction is shown again what it was shown first.
    PERFORM pg_stat_clear_snapshot();
    RETURN EXISTS (
        SELECT FROM pg_stat_activity a
        WHERE a.pid = follower.holder AND a.pid <> pg_backend_pid() AND a.datname = current_database()
          AND a.usename = follower.owner AND coalesce(a.backend_start = follower.since, true));
END
$$;

-- The session that has the turn to append; nulls where none has. What another role's session is at shows to members of
-- pg_read_all_stats only.
CREATE FUNCTION log.turn_holder(
    OUT pid integer, OUT description text, OUT began timestamptz, OUT state text, OUT changed timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
BEGIN
    -- Without this a transaction is shown again what it was shown first.
    PERFORM pg_stat_clear_snapshot();
    SELECT a.pid,
           concat_ws(', ', 'role ' || a.usename, 'application ' || nullif(a.application_name, ''),
                     'from ' || coalesce(host(a.client_addr), 'this machine'),
                     'in a transaction since ' || to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                     'now ' || a.state),
           a.xact_start, a.state, a.state_change
    INTO turn_holder.pid, description, began, turn_holder.state, changed
    FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'relation' AND l.relation = 'turn'::regclass AND l.mode = 'ExclusiveLock' AND l.granted
      AND a.datname = current_database() AND a.pid <> pg_backend_pid()
    LIMIT 1;
END
$$;

COMMENT ON FUNCTION log.turn_holder() IS 'The session that has the turn to append, in words and in figures.';

-- Waits, by the commit of its transaction, until everything recorded so far is where the server's replication promises
-- it to be: on its disk, and with synchronous_standby_names on those of standbys too, whatever the session's
-- synchronous_commit is. An event becomes readable a moment before; a program that acts on it outside the database
-- calls this first, in the transaction that reads or after it. A standby tells what it has, and waits for nothing.
CREATE FUNCTION log.settle() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- An expression costs a fraction of a statement, such as PERFORM.
    durability text;
    reached    pg_lsn;
BEGIN
    -- What standbys have confirmed only a commit tells, which waits for all before it.
    IF NOT pg_is_in_recovery() AND (pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn()
                                    OR current_setting('synchronous_standby_names') <> '') THEN
        IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
            durability := set_config('synchronous_commit', 'on', true);
        END IF;
        reached := pg_logical_emit_message(true, 'parley', '');
    END IF;
END
$$;

COMMENT ON FUNCTION log.settle() IS 'Waits, by its commit, until what was read will last.';

-- Waits until all that this session has read is on disk. An event can be read a moment before it would survive a
-- crash; whoever acts on it outside the database waits for this first.
CREATE FUNCTION log.settle() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT pg_is_in_recovery() AND pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn() THEN
        PERFORM pg_logical_emit_message(true, 'parley', '');
    END IF;
END
$$;

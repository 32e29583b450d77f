-- Waits until everything that this session has read is on disk. An event becomes readable a moment before it is
-- durable; a program that acts on it outside the database calls this first.
CREATE FUNCTION log.settle() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT pg_is_in_recovery() AND pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn() THEN
        PERFORM pg_logical_emit_message(true, 'parley', '');
    END IF;
END
$$;

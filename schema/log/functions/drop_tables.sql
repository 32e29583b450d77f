-- Waits for those who read them, though not for long.
CREATE FUNCTION log.drop_tables(target text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s'
SET client_min_messages = warning
AS $$
BEGIN
    PERFORM log.check_target(target);
    EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', target);
END
$$;

COMMENT ON FUNCTION log.drop_tables(text) IS 'Drops a schema of read models: read, read_next or read_before.';

-- Puts the tables in read_next in the place of those in read, which become read_before.
CREATE FUNCTION log.put_tables() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s'
AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_namespace WHERE nspname = 'read') THEN
        ALTER SCHEMA read RENAME TO read_before;
    END IF;
    ALTER SCHEMA read_next RENAME TO read;
END
$$;

COMMENT ON FUNCTION log.put_tables() IS 'Puts new read models in place, and keeps those that they replace as read_before.';

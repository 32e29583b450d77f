CREATE FUNCTION log.put_back_tables() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s'
AS $$
BEGIN
    ALTER SCHEMA read RENAME TO read_next;
    ALTER SCHEMA read_before RENAME TO read;
    ALTER SCHEMA read_next RENAME TO read_before;
END
$$;

COMMENT ON FUNCTION log.put_back_tables() IS 'Exchanges the read models in place with those kept as read_before.';

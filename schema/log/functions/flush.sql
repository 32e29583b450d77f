CREATE FUNCTION log.flush() RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    IF current_setting('log.unflushed', true) = 'on' THEN
        PERFORM pg_logical_emit_message(true, 'parley', ''), set_config('log.unflushed', 'off', false);
    END IF;
END
$$;

COMMENT ON FUNCTION log.flush() IS 'Waits, by its commit, until the appends of this session are on disk.';

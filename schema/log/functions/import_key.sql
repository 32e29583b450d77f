-- Makes a key where a restored backup has none, since whoever wrote it might not see it.
CREATE FUNCTION log.import_key() RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM secret) THEN
        INSERT INTO secret DEFAULT VALUES ON CONFLICT DO NOTHING;
    END IF;
    RETURN (SELECT key FROM secret);
END
$$;

REVOKE ALL ON FUNCTION log.import_key() FROM PUBLIC;

COMMENT ON FUNCTION log.import_key() IS 'The key of the ids of imported lines.';

-- Its name is told to those alone who may read the whole log, since it is heard at each append.
CREATE FUNCTION log.channel() RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = log, pg_temp
AS $$
BEGIN
    IF withholds() THEN
        RETURN NULL;
    END IF;
    RETURN s.channel FROM setting s;
END
$$;

COMMENT ON FUNCTION log.channel() IS 'The channel to LISTEN to for appends; null for a role with a ceiling, which looks now and then instead.';

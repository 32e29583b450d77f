CREATE FUNCTION log.check_target(target text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF target NOT IN ('read', 'read_next', 'read_before') THEN
        RAISE EXCEPTION 'There are no tables of parley in a schema %.', target USING ERRCODE = '42501';
    END IF;
END
$$;

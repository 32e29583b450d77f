-- PY008  there is no event yet at a position of the log, or of the extract that the session's user reads
CREATE FUNCTION log.check_reached(reached bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    mine CONSTANT tlp := ceiling(session_user);
    last bigint := (SELECT h.position FROM head h);
BEGIN
    IF EXISTS (SELECT FROM clearance c WHERE c.ceiling = mine AND c.is_limited) THEN
        last := (SELECT coalesce(max(x.position), 0) FROM extract x WHERE x.ceiling = mine);
    END IF;
    IF reached > last THEN
        RAISE EXCEPTION 'There is no event % yet, so that no follower can have come so far.', reached
            USING ERRCODE = 'PY008';
    END IF;
END
$$;

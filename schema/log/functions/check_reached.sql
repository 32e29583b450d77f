-- PY008  there is no event yet at a position or after it, or none that the session's user may see
CREATE FUNCTION log.check_reached(reached bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    mine  CONSTANT tlp := ceiling(session_user);
    usual CONSTANT tlp := (SELECT s.marking FROM setting s);
BEGIN
    IF reached > 0 AND NOT EXISTS (
        SELECT FROM event e WHERE e.position >= reached AND coalesce(e.marking, usual) <= mine
            AND (e.sources IS NULL OR e.sources <= mine))
    THEN
        RAISE EXCEPTION 'There is no event % yet, so that no follower can have come so far.', reached
            USING ERRCODE = 'PY008';
    END IF;
END
$$;

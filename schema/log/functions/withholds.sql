-- The argument cannot raise the caller's own ceiling, so the answer reveals nothing above that.
CREATE FUNCTION log.withholds(above log.tlp DEFAULT log.ceiling()) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
DECLARE
    top CONSTANT tlp := least(above, ceiling(session_user));
BEGIN
    RETURN top < 'RED' AND (
        EXISTS (SELECT FROM event e WHERE (e.marking IS NOT NULL OR e.sources IS NOT NULL)
                AND greatest(e.marking, e.sources) > top)
        OR (SELECT s.marking FROM setting s) > top AND EXISTS (SELECT FROM event e WHERE e.marking IS NULL));
END
$$;

COMMENT ON FUNCTION log.withholds(log.tlp) IS 'Whether there are events above a ceiling.';

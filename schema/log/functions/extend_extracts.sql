-- Brings the extracts up to the log, from the first event that has changed, and the rights of the roles with a ceiling
-- with them: to the whole log while nothing is above the ceiling, else to their extract alone.
CREATE FUNCTION log.extend_extracts() RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off
SET jit = off
AS $$
DECLARE
    c     clearance;
    last  CONSTANT bigint := (SELECT h.position FROM head h);
    above boolean;
    kept  bigint;
BEGIN
    FOR c IN SELECT * FROM clearance ORDER BY ceiling LOOP
        above := exceeds(c.ceiling);
        CONTINUE WHEN NOT above AND NOT c.is_limited;
        IF above <> c.is_limited THEN
            PERFORM open_to(c.role, NOT above);
            DELETE FROM extract x WHERE x.ceiling = c.ceiling;
            c.reached := 0;
        ELSIF c.changed <= c.reached THEN
            c.reached := c.changed - 1;
            kept := (SELECT count(*) FROM seen_up_to(c.ceiling) s WHERE s.position <= c.reached);
            DELETE FROM extract x WHERE x.ceiling = c.ceiling AND x.position > kept;
        END IF;
        IF above THEN
            PERFORM extend_extract(c.ceiling, c.reached);
        END IF;
        UPDATE clearance SET is_limited = above, reached = last, changed = NULL WHERE ceiling = c.ceiling;
    END LOOP;
    UPDATE head SET is_limited = l.is_limited FROM (SELECT coalesce(bool_or(is_limited), false) FROM clearance) l (is_limited)
    WHERE head.is_limited <> l.is_limited;
END
$$;

COMMENT ON FUNCTION log.extend_extracts() IS 'Brings the extracts of roles with a ceiling up to the log.';

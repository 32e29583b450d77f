-- Plans are made for the number of events at hand and go by indexes, whatever the statistics of a table that has just
-- grown say.
CREATE FUNCTION log.note_mentions(last bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off
SET jit = off
AS $$
BEGIN
    INSERT INTO mention (target, position, corrects)
    SELECT DISTINCT t, e.position, t IS NOT DISTINCT FROM corrected(e.type, e.body)
    FROM event e, spoken_of(e.type, e.body) t WHERE e.position > last AND is_editorial(e.type);
END
$$;

COMMENT ON FUNCTION log.note_mentions(bigint) IS 'Notes of which events those after a position speak; what that makes of markings follows by a trigger.';

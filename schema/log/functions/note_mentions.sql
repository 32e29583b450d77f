-- An append of many events has the markings worked out once, after its last, so that a chain of corrections of
-- corrections takes a time in proportion to its length. Plans are made for the number of events at hand and go by
-- indexes, whatever the statistics of a table that has just grown say.
CREATE FUNCTION log.note_mentions() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off
SET jit = off
AS $$
BEGIN
    INSERT INTO mention (target, position, corrects)
    SELECT DISTINCT t, NEW.position, t IS NOT DISTINCT FROM corrected(NEW.type, NEW.body)
    FROM spoken_of(NEW.type, NEW.body) t;
    IF NOT EXISTS (
        SELECT FROM (SELECT e.type FROM event e WHERE e.position > NEW.position ORDER BY e.position OFFSET 0) later (type)
        WHERE is_editorial(later.type))
    THEN
        PERFORM settle_mentions();
    END IF;
    RETURN NULL;
END
$$;

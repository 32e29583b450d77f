-- Whether some of the events are in the log already, by their ids.
--
-- Each id is looked up by itself: a join may be planned while the log is small, and then reads all of it ever after.
--
-- PY002  an id exists with other content, or occurs twice in the call; the detail is the id
CREATE FUNCTION log.check_ids(events log.new_event[]) RETURNS boolean
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    repeated CONSTANT boolean := EXISTS (
        SELECT FROM unnest(events) n WHERE (SELECT e.id FROM event e WHERE e.id = n.id) IS NOT NULL);
    twin     uuid := (SELECT id FROM unnest(events) n GROUP BY id HAVING count(*) > 1 LIMIT 1);
BEGIN
    IF repeated AND twin IS NULL THEN
        SELECT n.id INTO twin FROM unnest(events) n JOIN event e USING (id)
        WHERE (e.stream, e.type) IS DISTINCT FROM (n.stream, n.type) OR e.body <> n.body LIMIT 1;
    END IF;
    IF twin IS NOT NULL THEN
        RAISE EXCEPTION 'The id % is in the log already, with other content.', twin
            USING ERRCODE = 'PY002', DETAIL = twin::text;
    END IF;
    RETURN repeated;
END
$$;

-- Appends those of the events that are not in the log yet; returns the place of each, and whether it was added after a
-- position.
CREATE FUNCTION log.add_rest(
    expected log.expectation[], events log.new_event[], deferred boolean, last bigint)
RETURNS TABLE (event_position bigint, event_version bigint, is_new boolean)
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    fresh CONSTANT new_event[] := ARRAY(
        SELECT n FROM unnest(events) n WHERE NOT EXISTS (SELECT FROM event e WHERE e.id = n.id));
BEGIN
    IF cardinality(fresh) > 0 THEN
        PERFORM append(ARRAY(SELECT x FROM unnest(expected) x
                             WHERE x.stream IN (SELECT n.stream FROM unnest(fresh) n)), fresh, deferred);
    END IF;
    RETURN QUERY
        SELECT e.position, e.version, e.position > last
        FROM unnest(events) WITH ORDINALITY n (stream, id, type, body, known, by, place) JOIN event e USING (id)
        ORDER BY n.place;
END
$$;

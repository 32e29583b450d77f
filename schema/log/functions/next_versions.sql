-- The versions in their streams of new events, in the order of the argument.
CREATE FUNCTION log.next_versions(events log.new_event[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE
SET search_path = log, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT s.reached + row_number() OVER (PARTITION BY n.stream ORDER BY n.place)
        FROM unnest(events) WITH ORDINALITY n (stream, id, type, body, known, by, place)
        JOIN (SELECT stream, (SELECT coalesce(max(e.version), 0) FROM event e WHERE e.stream = d.stream) AS reached
              FROM (SELECT DISTINCT stream FROM unnest(events)) d OFFSET 0) s USING (stream)
        ORDER BY n.place);
END
$$;

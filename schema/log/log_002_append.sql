-- The one way into the log, for any client.

CREATE TYPE log.new_event AS (
    stream text,
    id     uuid,
    type   text,
    body   text,
    known  timestamptz,
    by     text
);

COMMENT ON TYPE log.new_event IS 'An event about to be appended; known may be null for "now".';

CREATE TYPE log.expectation AS (
    stream  text,
    version bigint
);

COMMENT ON TYPE log.expectation IS 'The version that a stream must have: null for any, 0 for a stream without '
    'events, -1 for one that has some, n for version n.';

-- Appends events to one stream or several, all of them or none, and says for each where it is.
--
-- An event whose id is in the log already with the same stream, type and body keeps its first position; where
-- all of a stream's events are there already, its version is not looked at.
--
-- PY001  a stream is at another version than expected; the detail is its name and its version
-- PY002  an id is in the log with other content, or twice in the call; the detail is the id
-- PY003  an event would have been known later than recorded; the detail is its id
CREATE FUNCTION log.append(expected log.expectation[], events log.new_event[])
RETURNS TABLE (event_position bigint, event_version bigint, is_new boolean)
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    last     bigint;
    moment   timestamptz;
    added    bigint;
    seen     boolean;
    culprit  uuid;
    conflict record;
BEGIN
    SELECT position INTO STRICT last FROM head FOR UPDATE;
    moment := clock_timestamp();
    seen := EXISTS (SELECT FROM unnest(events) n JOIN event e USING (id));

    IF seen THEN
        SELECT id INTO culprit FROM unnest(events) n JOIN event e USING (id)
        WHERE (e.stream, e.type, e.body) IS DISTINCT FROM (n.stream, n.type, n.body) LIMIT 1;
    END IF;
    IF culprit IS NULL THEN
        SELECT id INTO culprit FROM unnest(events) n GROUP BY id HAVING count(*) > 1 LIMIT 1;
    END IF;
    IF culprit IS NOT NULL THEN
        RAISE EXCEPTION 'The id % is in the log already, with other content.', culprit
            USING ERRCODE = 'PY002', DETAIL = culprit::text;
    END IF;

    SELECT id INTO culprit FROM unnest(events) n WHERE n.known > moment LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The event % claims to have been known later than it is recorded.', culprit
            USING ERRCODE = 'PY003', DETAIL = culprit::text;
    END IF;

    INSERT INTO event (position, stream, version, id, type, body, by, known, recorded)
    SELECT last + row_number() OVER (ORDER BY n.place), n.stream,
           coalesce(s.version, 0) + row_number() OVER (PARTITION BY n.stream ORDER BY n.place),
           n.id, n.type, n.body, n.by, coalesce(n.known, moment), moment
    FROM unnest(events) WITH ORDINALITY n (stream, id, type, body, known, by, place)
    LEFT JOIN stream s USING (stream)
    WHERE NOT seen OR NOT EXISTS (SELECT FROM event e WHERE e.id = n.id)
    ORDER BY n.place;
    GET DIAGNOSTICS added = ROW_COUNT;

    IF added > 0 THEN
        SELECT x.stream, x.version AS wanted, coalesce(s.version, 0) AS actual INTO conflict
        FROM unnest(expected) x LEFT JOIN stream s USING (stream)
        WHERE (x.version > 0 AND x.version <> coalesce(s.version, 0)
               OR x.version = 0 AND s.version > 0 OR x.version = -1 AND s.version IS NULL)
          AND EXISTS (SELECT FROM event e WHERE e.position > last AND e.stream = x.stream)
        LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'The process % is at version %, not at the expected %.',
                conflict.stream, conflict.actual, conflict.wanted
                USING ERRCODE = 'PY001', DETAIL = conflict.stream || ' ' || conflict.actual;
        END IF;
        UPDATE head SET position = last + added;
        INSERT INTO stream (stream, version)
            SELECT stream, max(version) FROM event WHERE position > last GROUP BY stream
            ON CONFLICT (stream) DO UPDATE SET version = excluded.version;
    END IF;

    RETURN QUERY
        SELECT e.position, e.version, e.position > last
        FROM unnest(events) WITH ORDINALITY n (stream, id, type, body, known, by, place) JOIN event e USING (id)
        ORDER BY n.place;
END
$$;

COMMENT ON FUNCTION log.append(log.expectation[], log.new_event[])
    IS 'Appends events to processes; see schema/log/log_002_append.sql.';

-- The one way into the log, for any client.

CREATE TYPE log.new_event AS (
    id    uuid,
    type  text,
    body  text,
    known timestamptz,
    by    text
);

COMMENT ON TYPE log.new_event IS 'An event about to be appended; known may be null for "now".';

-- Appends all of the events or none, and says for each where it is.
--
-- expected: null for any version, 0 for a stream without events, -1 for one that has some, n for version n.
-- An event whose id is in the log already with the same stream, type and body keeps its first position.
--
-- PY001  the stream is at another version than expected; the detail is the actual one
-- PY002  an id is in the log with other content; the detail is the id
-- PY003  an event would have been known later than recorded; the detail is its id
CREATE FUNCTION log.append(stream text, expected bigint, events log.new_event[])
RETURNS TABLE (event_position bigint, event_version bigint, is_new boolean)
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    target   ALIAS FOR $1;
    required ALIAS FOR $2;
    last     bigint;
    actual   bigint;
    moment   timestamptz;
    added    bigint;
    seen     boolean;
    culprit  uuid;
BEGIN
    SELECT position INTO STRICT last FROM head FOR UPDATE;
    SELECT coalesce(max(version), 0) INTO actual FROM stream WHERE stream = target;
    moment := clock_timestamp();
    seen := EXISTS (SELECT FROM unnest(events) n JOIN event e USING (id));

    IF seen THEN
        SELECT id INTO culprit FROM unnest(events) n JOIN event e USING (id)
        WHERE (e.stream, e.type, e.body) IS DISTINCT FROM (target, n.type, n.body) LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'The id % is in the log already, with other content.', culprit
                USING ERRCODE = 'PY002', DETAIL = culprit::text;
        END IF;
    END IF;

    SELECT id INTO culprit FROM unnest(events) n WHERE n.known > moment LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The event % claims to have been known later than it is recorded.', culprit
            USING ERRCODE = 'PY003', DETAIL = culprit::text;
    END IF;

    INSERT INTO event (position, stream, version, id, type, body, by, known, recorded)
    SELECT last + row_number() OVER (ORDER BY n.place), target, actual + row_number() OVER (ORDER BY n.place),
           n.id, n.type, n.body, n.by, coalesce(n.known, moment), moment
    FROM unnest(events) WITH ORDINALITY n (id, type, body, known, by, place)
    WHERE NOT seen OR NOT EXISTS (SELECT FROM event e WHERE e.id = n.id);
    GET DIAGNOSTICS added = ROW_COUNT;

    IF added > 0 THEN
        IF required > 0 AND required <> actual OR required = 0 AND actual > 0 OR required = -1 AND actual = 0
        THEN
            RAISE EXCEPTION 'The process % is at version %, not at the expected %.', target, actual, required
                USING ERRCODE = 'PY001', DETAIL = actual::text;
        END IF;
        UPDATE head SET position = last + added;
        INSERT INTO stream (stream, version) VALUES (target, actual + added)
            ON CONFLICT (stream) DO UPDATE SET version = excluded.version;
    END IF;

    IF seen THEN
        RETURN QUERY
            SELECT e.position, e.version, e.position > last
            FROM unnest(events) WITH ORDINALITY n (id, type, body, known, by, place) JOIN event e USING (id)
            ORDER BY n.place;
    ELSE
        RETURN QUERY
            SELECT last + place, actual + place, true FROM generate_series(1, added) place;
    END IF;
END
$$;

COMMENT ON FUNCTION log.append IS 'Appends events to a process; see schema/log/log_002_append.sql.';

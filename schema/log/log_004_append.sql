-- The one way into the log, for any client; replaces that of log_002_append.

DROP FUNCTION log.append(log.expectation[], log.new_event[]);

-- Appends events to one stream or several, all of them or none, and says for each where it is.
--
-- An event whose id is in the log already with the same stream, type and body keeps its first position; where
-- all of a stream's events are there already, its version is not looked at. An erased event is taken to be the same.
--
-- Appends take turns by an advisory lock, which is held until their transaction ends. With deferred the caller
-- promises to run log.flush() before it acknowledges: where others are at it, the lock is then not held while the
-- disk is written, and one write serves many. Without, the commit waits for the disk.
--
-- PY001  a stream is at another version than expected; the detail is its name and its version
-- PY002  an id is in the log with other content, or twice in the call; the detail is the id
-- PY003  an event would have been known later than recorded; the detail is its id
CREATE FUNCTION log.append(
    expected log.expectation[], events log.new_event[], deferred boolean DEFAULT false)
RETURNS TABLE (event_position bigint, event_version bigint, is_new boolean)
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    turn       CONSTANT bigint := 7106407;
    one        new_event := events[1];
    last       bigint;
    link       bytea;
    moment     timestamptz;
    reached    bigint;
    fresh_salt bytea;
    secret     bytea;
    mark       bytea;
    added      bigint;
    seen       boolean;
    culprit    uuid;
    conflict   record;
BEGIN
    IF NOT pg_try_advisory_xact_lock(turn) THEN
        IF deferred THEN
            PERFORM set_config('synchronous_commit', 'off', true), set_config('log.unflushed', 'on', false);
        END IF;
        PERFORM pg_advisory_xact_lock(turn);
    END IF;
    SELECT h.position, h.chain, greatest(h.recorded, clock_timestamp()) INTO STRICT last, link, moment FROM head h;
    IF cardinality(events) = 1 THEN
        seen := EXISTS (SELECT FROM event e WHERE e.id = one.id);
    ELSE
        seen := EXISTS (SELECT FROM unnest(events) n JOIN event e USING (id));
        SELECT id INTO culprit FROM unnest(events) n GROUP BY id HAVING count(*) > 1 LIMIT 1;
    END IF;

    IF seen AND culprit IS NULL THEN
        SELECT id INTO culprit FROM unnest(events) n JOIN event e USING (id)
        WHERE (e.stream, e.type) IS DISTINCT FROM (n.stream, n.type) OR e.body <> n.body LIMIT 1;
    END IF;
    IF culprit IS NOT NULL THEN
        RAISE EXCEPTION 'The id % is in the log already, with other content.', culprit
            USING ERRCODE = 'PY002', DETAIL = culprit::text;
    END IF;

    IF cardinality(events) = 1 THEN
        IF one.known > moment THEN culprit := one.id; END IF;
    ELSE
        SELECT id INTO culprit FROM unnest(events) n WHERE n.known > moment LIMIT 1;
    END IF;
    IF culprit IS NOT NULL THEN
        RAISE EXCEPTION 'The event % claims to have been known later than it is recorded.', culprit
            USING ERRCODE = 'PY003', DETAIL = culprit::text;
    END IF;

    IF cardinality(expected) > 0 THEN
        SELECT x.stream, x.version AS wanted, coalesce(s.version, 0) AS actual INTO conflict
        FROM unnest(expected) x LEFT JOIN stream s USING (stream)
        WHERE (x.version > 0 AND x.version <> coalesce(s.version, 0)
               OR x.version = 0 AND s.version > 0 OR x.version = -1 AND s.version IS NULL)
          AND (NOT seen OR EXISTS (SELECT FROM unnest(events) n WHERE n.stream = x.stream
                                   AND NOT EXISTS (SELECT FROM event e WHERE e.id = n.id)))
        LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'The process % is at version %, not at the expected %.',
                conflict.stream, conflict.actual, conflict.wanted
                USING ERRCODE = 'PY001', DETAIL = conflict.stream || ' ' || conflict.actual;
        END IF;
    END IF;

    -- One new event is what a person logs; this path is the short one.
    IF NOT seen AND cardinality(events) = 1 THEN
        INSERT INTO stream AS s (stream, version) VALUES (one.stream, 1)
            ON CONFLICT (stream) DO UPDATE SET version = s.version + 1 RETURNING s.version INTO reached;
        fresh_salt := uuid_send(gen_random_uuid());
        secret := sha256(fresh_salt || convert_to(one.body, 'UTF8'));
        one.known := coalesce(one.known, moment);
        mark := sha256('\x00' || entry(last + 1, one.stream, reached, one.id, one.type, one."by", one.known, moment,
                                       secret));
        link := sha256(link || mark);
        UPDATE head SET position = last + 1, chain = link, recorded = moment;
        INSERT INTO event (position, stream, version, id, type, body, by, known, recorded, salt, commitment, leaf,
                           chain)
        VALUES (last + 1, one.stream, reached, one.id, one.type, one.body, one."by", one.known, moment, fresh_salt,
                secret, mark, link);
        RETURN QUERY SELECT last + 1, reached, true;
        RETURN;
    END IF;

    INSERT INTO event (position, stream, version, id, type, body, by, known, recorded, salt, commitment, leaf, chain)
    SELECT position, stream, version, id, type, body, by, known, moment, salt, commitment, leaf,
           chained(link, leaf) OVER (ORDER BY position)
    FROM (SELECT *, sha256('\x00' || entry(position, stream, version, id, type, by, known, moment, commitment)) AS leaf
          FROM (SELECT *, sha256(salt || convert_to(body, 'UTF8')) AS commitment
                FROM (SELECT last + row_number() OVER (ORDER BY n.place) AS position, n.stream,
                             coalesce(s.version, 0)
                                 + row_number() OVER (PARTITION BY n.stream ORDER BY n.place) AS version,
                             n.id, n.type, n.body, n.by, coalesce(n.known, moment) AS known,
                             uuid_send(gen_random_uuid()) AS salt
                      FROM unnest(events) WITH ORDINALITY n (stream, id, type, body, known, by, place)
                      LEFT JOIN stream s USING (stream)
                      WHERE NOT seen OR NOT EXISTS (SELECT FROM event e WHERE e.id = n.id)) salted) committed) placed
    ORDER BY position;
    GET DIAGNOSTICS added = ROW_COUNT;

    IF added > 0 THEN
        UPDATE head SET (position, chain, recorded) = (
            SELECT e.position, e.chain, e.recorded FROM event e WHERE e.position = last + added);
        INSERT INTO stream AS s (stream, version)
            SELECT e.stream, max(e.version) FROM event e WHERE e.position > last GROUP BY e.stream
            ON CONFLICT (stream) DO UPDATE SET version = excluded.version;
    END IF;
    RETURN QUERY
        SELECT e.position, e.version, e.position > last
        FROM unnest(events) WITH ORDINALITY n (stream, id, type, body, known, by, place) JOIN event e USING (id)
        ORDER BY n.place;
END
$$;

COMMENT ON FUNCTION log.append(log.expectation[], log.new_event[], boolean)
    IS 'Appends events to processes; see schema/log/log_004_append.sql.';

CREATE FUNCTION log.flush() RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    IF current_setting('log.unflushed', true) = 'on' THEN
        PERFORM pg_logical_emit_message(true, 'parley', ''), set_config('log.unflushed', 'off', false);
    END IF;
END
$$;

COMMENT ON FUNCTION log.flush() IS 'Waits, by its commit, until what this session appended is on disk.';

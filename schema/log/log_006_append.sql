-- The one way into the log, for any client; replaces that of log_004_append.
--
-- What an append costs is mostly the start of statements, so that one new event, which is what a person logs, takes
-- one; and the version of a stream is looked up in its index, not kept in a table of its own.

DROP TABLE log.stream;

-- Stable as convert_to is, or it could not be expanded where it is called, which is many times as fast.
CREATE OR REPLACE FUNCTION log.entry(
    at bigint, stream text, version bigint, id uuid, type text, by text, known timestamptz,
    recorded timestamptz, commitment bytea) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN convert_to(concat_ws(
    E'\n', 'parley-event/1', at, stream, version, id, type, encode(convert_to(by, 'UTF8'), 'hex'),
    (extract(epoch FROM known) * 1000000)::bigint, (extract(epoch FROM recorded) * 1000000)::bigint,
    encode(commitment, 'hex'), ''), 'UTF8');

DROP FUNCTION log.microseconds(timestamptz);

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
CREATE OR REPLACE FUNCTION log.append(
    expected log.expectation[], events log.new_event[], deferred boolean DEFAULT false)
RETURNS TABLE (event_position bigint, event_version bigint, is_new boolean)
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    turn     CONSTANT bigint := 7106407;
    one      new_event := events[1];
    look     record;
    conflict record;
    fresh    new_event[];
    versions bigint[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(turn) THEN
        IF deferred THEN
            PERFORM set_config('synchronous_commit', 'off', true), set_config('log.unflushed', 'on', false);
        END IF;
        PERFORM pg_advisory_xact_lock(turn);
    END IF;

    -- OFFSET 0 keeps what is computed inside from being computed again wherever it is used outside.
    IF cardinality(events) = 1 THEN
        WITH added AS (
            INSERT INTO event (position, stream, version, id, type, body, by, known, recorded, salt, commitment, leaf,
                               chain)
            SELECT position, one.stream, version, one.id, one.type, one.body, one."by", known, moment, salt, secret,
                   leaf, sha256(chain || leaf)
            FROM (SELECT *, sha256('\x00' || entry(position, one.stream, version, one.id, one.type, one."by", known,
                                                   moment, secret)) AS leaf
                  FROM (SELECT *, coalesce(one.known, moment) AS known,
                               sha256(salt || convert_to(one.body, 'UTF8')) AS secret
                        FROM (SELECT h.position + 1 AS position, h.chain,
                                     greatest(h.recorded, clock_timestamp()) AS moment,
                                     1 + coalesce((SELECT e.version FROM event e WHERE e.stream = one.stream
                                                   ORDER BY e.version DESC LIMIT 1), 0) AS version,
                                     uuid_send(gen_random_uuid()) AS salt
                              FROM head h
                              WHERE NOT EXISTS (SELECT FROM event e WHERE e.id = one.id)
                                AND NOT EXISTS (SELECT FROM unnest(expected) x WHERE CASE x.version
                                    WHEN -1 THEN NOT EXISTS (SELECT FROM event e WHERE e.stream = x.stream)
                                    ELSE x.version <> coalesce((SELECT e.version FROM event e WHERE e.stream = x.stream
                                                                ORDER BY e.version DESC LIMIT 1), 0) END)
                              OFFSET 0) placed
                        OFFSET 0) committed
                  WHERE known <= moment
                  OFFSET 0) hashed
            RETURNING position, version, chain, recorded)
        UPDATE head SET position = a.position, chain = a.chain, recorded = a.recorded
        FROM added a RETURNING a.position, a.version INTO event_position, event_version;
        IF FOUND THEN
            is_new := true;
            RETURN NEXT;
            RETURN;
        END IF;
    END IF;

    SELECT h.position AS last, h.chain AS link, h.moment,
           (SELECT id FROM unnest(events) n GROUP BY id HAVING count(*) > 1 LIMIT 1) AS twin,
           (SELECT id FROM unnest(events) n WHERE n.known > h.moment LIMIT 1) AS early,
           EXISTS (SELECT FROM unnest(events) n JOIN event e USING (id)) AS seen
    INTO STRICT look
    FROM (SELECT *, greatest(recorded, clock_timestamp()) AS moment FROM head OFFSET 0) h;
    IF look.seen AND look.twin IS NULL THEN
        SELECT id INTO look.twin FROM unnest(events) n JOIN event e USING (id)
        WHERE (e.stream, e.type) IS DISTINCT FROM (n.stream, n.type) OR e.body <> n.body LIMIT 1;
    END IF;
    IF look.twin IS NOT NULL THEN
        RAISE EXCEPTION 'The id % is in the log already, with other content.', look.twin
            USING ERRCODE = 'PY002', DETAIL = look.twin::text;
    END IF;
    IF look.early IS NOT NULL THEN
        RAISE EXCEPTION 'The event % claims to have been known later than it is recorded.', look.early
            USING ERRCODE = 'PY003', DETAIL = look.early::text;
    END IF;

    -- Of events that are there already in part, the rest is appended alone.
    IF look.seen THEN
        fresh := ARRAY(SELECT n FROM unnest(events) n WHERE NOT EXISTS (SELECT FROM event e WHERE e.id = n.id));
        IF cardinality(fresh) > 0 THEN
            PERFORM append(ARRAY(SELECT x FROM unnest(expected) x
                                 WHERE x.stream IN (SELECT n.stream FROM unnest(fresh) n)), fresh, deferred);
        END IF;
        RETURN QUERY
            SELECT e.position, e.version, e.position > look.last
            FROM unnest(events) WITH ORDINALITY n (stream, id, type, body, known, by, place) JOIN event e USING (id)
            ORDER BY n.place;
        RETURN;
    END IF;

    SELECT x.stream, x.version AS wanted, s.reached INTO conflict
    FROM unnest(expected) x, LATERAL (SELECT coalesce(max(e.version), 0) FROM event e WHERE e.stream = x.stream) s (reached)
    WHERE CASE x.version WHEN -1 THEN s.reached = 0 ELSE x.version <> s.reached END LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The process % is at version %, not at the expected %.',
            conflict.stream, conflict.reached, conflict.wanted
            USING ERRCODE = 'PY001', DETAIL = conflict.stream || ' ' || conflict.reached;
    END IF;

    -- Versions first, from little, so that what is large is sorted no more than once.
    versions := ARRAY(
        SELECT s.reached + row_number() OVER (PARTITION BY n.stream ORDER BY n.place)
        FROM unnest(events) WITH ORDINALITY n (stream, id, type, body, known, by, place)
        JOIN (SELECT stream, (SELECT coalesce(max(e.version), 0) FROM event e WHERE e.stream = d.stream) AS reached
              FROM (SELECT DISTINCT stream FROM unnest(events)) d OFFSET 0) s USING (stream)
        ORDER BY n.place);
    RETURN QUERY
        WITH added AS (
            INSERT INTO event (position, stream, version, id, type, body, by, known, recorded, salt, commitment, leaf,
                               chain)
            SELECT position, stream, version, id, type, body, by, known, look.moment, salt, secret, leaf,
                   chained(look.link, leaf) OVER (ORDER BY position)
            FROM (SELECT *, sha256('\x00' || entry(position, stream, version, id, type, by, known, look.moment,
                                                   secret)) AS leaf
                  FROM (SELECT *, sha256(salt || convert_to(body, 'UTF8')) AS secret
                        FROM (SELECT look.last + n.place AS position, n.stream, n.version, n.id, n.type, n.body, n.by,
                                     coalesce(n.known, look.moment) AS known, uuid_send(gen_random_uuid()) AS salt
                              FROM ROWS FROM (unnest(events), unnest(versions)) WITH ORDINALITY
                                  n (stream, id, type, body, known, by, version, place)) placed
                        OFFSET 0) committed
                  OFFSET 0) hashed
            ORDER BY position
            RETURNING position, version, chain),
        moved AS (
            UPDATE head SET (position, chain, recorded) = (
                SELECT position, chain, look.moment FROM added ORDER BY position DESC LIMIT 1)
            WHERE cardinality(events) > 0)
        SELECT position, version, true FROM added ORDER BY position;
END
$$;

COMMENT ON FUNCTION log.append(log.expectation[], log.new_event[], boolean)
    IS 'Appends events to processes; see schema/log/log_006_append.sql.';

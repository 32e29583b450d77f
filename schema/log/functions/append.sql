-- The only way into the log, for any client: appends events to one stream or several, all or none, and returns the
-- place of each.
--
-- An event with an id that is in the log already, with the same stream, type and body, keeps its first position; where
-- all events of a stream are, its version is not checked. An erased event counts as the same.
--
-- Appends take turns, by a lock on the table log.turn that is held until their transaction ends. With deferred the
-- caller promises to run log.flush() before it acknowledges: under concurrency, or where standbys have to confirm, the lock
-- is then not held while the disk is written, and one write serves several appends. Without it, the commit waits for the
-- disk.
--
-- With clock, which is the client's own time, an append is refused where the clock of the database is far from it.
--
-- PY001  a stream is at another version than expected; the detail is its name and its version
-- PY002  an id is in the log with other content, or twice in the call; the detail is the id
-- PY003  an event would have been known later than recorded; the detail is its id
-- PY007  others kept the turn for longer than log.setting allows
-- PY010, PY011, PY012, PY013 and PY014 are those of log.check_events, which come first
-- PY015  the clock of the database is far from that of the client
-- PY020  the row of log.head is missing
CREATE FUNCTION log.append(
    expected log.expectation[], events log.new_event[], deferred boolean DEFAULT false,
    clock timestamptz DEFAULT NULL)
RETURNS TABLE (event_position bigint, event_version bigint, is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    new        CONSTANT new_event := events[1];
    began      timestamptz;
    now        timestamptz;
    is_limited boolean;
    is_marked  boolean;
    head       record;
    repeated   boolean;
BEGIN
    PERFORM check_events(events);
    IF clock IS NOT NULL THEN
        PERFORM check_clock(clock);
    END IF;
    began := clock_timestamp();
    IF NOT take_turn() THEN
        PERFORM await_turn();
    END IF;
    -- Who had to wait is not alone.
    IF deferred AND (clock_timestamp() - began > '100 microseconds'
                     OR current_setting('synchronous_standby_names') <> '') THEN
        PERFORM set_config('synchronous_commit', 'off', true);
    ELSIF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
        -- However the session was set, the commit waits for what the server's replication promises.
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;

    -- One new event, the usual case for a person, takes one statement, since the cost of an append is mostly the start
    -- of statements and functions; it adds nothing where a condition is not met. OFFSET 0 prevents the values computed in a
    -- subquery from being computed again at each use, and a plan from being made anew for each body.
    IF cardinality(events) = 1 AND new.type <> 'event-erased' THEN
        now := clock_timestamp();
        WITH added AS (
            INSERT INTO log.event (position, stream, version, id, type, body, by, login, known, recorded, salt, commitment,
                                   leaf, chain, marking, sources)
            SELECT position, new.stream, version, new.id, new.type, body, new."by", session_user, known, moment, salt,
                   secret, leaf, sha256(chain || leaf), log.own_marking(body), log.cited_marking(body)
            FROM (SELECT *, sha256('\x00' || log.entry(position, new.stream, version, new.id, new.type, new."by",
                                                       session_user, known, moment, secret)) AS leaf
                  FROM (SELECT *, coalesce(new.known, moment) AS known,
                               sha256(salt || convert_to(body, 'UTF8')) AS secret
                        FROM (SELECT h.position + 1 AS position, h.chain, new.body,
                                     CASE WHEN now >= h.recorded THEN now ELSE log.moment(h.recorded, now) END AS moment,
                                     1 + coalesce((SELECT e.version FROM log.event e WHERE e.stream = new.stream
                                                   ORDER BY e.version DESC LIMIT 1), 0) AS version,
                                     uuid_send(gen_random_uuid()) AS salt
                              FROM log.head h
                              WHERE NOT EXISTS (SELECT FROM log.event e WHERE e.id = new.id)
                                AND NOT EXISTS (SELECT FROM unnest(expected) x WHERE CASE x.version
                                    WHEN -1 THEN NOT EXISTS (SELECT FROM log.event e WHERE e.stream = x.stream)
                                    ELSE x.version <> coalesce((SELECT e.version FROM log.event e WHERE e.stream = x.stream
                                                                ORDER BY e.version DESC LIMIT 1), 0) END)
                              OFFSET 0) placed
                        OFFSET 0) committed
                  WHERE known <= moment
                  OFFSET 0) hashed
            RETURNING position, version, chain, recorded, marking, sources)
        UPDATE log.head SET position = a.position, chain = a.chain, recorded = a.recorded
        FROM added a
        RETURNING a.position, a.version, true, head.is_limited, a.marking IS NOT NULL OR a.sources IS NOT NULL
        INTO event_position, event_version, is_new, is_limited, is_marked;
        IF event_position IS NOT NULL THEN
            IF is_marked OR is_editorial(new.type) THEN
                PERFORM note_added(event_position - 1, is_editorial(new.type));
            ELSIF is_limited THEN
                PERFORM extend_by_one(event_position);
            END IF;
            RETURN NEXT;
            RETURN;
        END IF;
    END IF;

    SELECT h.position, h.chain, moment(h.recorded, clock_timestamp()) AS moment INTO head FROM log.head h;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'The head row of the log is missing, so that nothing can be appended.'
            USING ERRCODE = 'PY020', HINT = 'Run “parley doctor”, which says how to put it back.';
    END IF;
    repeated := check_ids(events);
    PERFORM check_known(events, head.moment);
    IF repeated THEN
        RETURN QUERY SELECT * FROM add_rest(expected, events, deferred, head.position);
    ELSE
        PERFORM check_versions(expected);
        RETURN QUERY SELECT * FROM add_all(events, head.position, head.chain, head.moment);
        PERFORM note_added(head.position, EXISTS (SELECT FROM unnest(events) n WHERE is_editorial(n.type)));
    END IF;
END
$$;

COMMENT ON FUNCTION log.append(log.expectation[], log.new_event[], boolean, timestamptz)
    IS 'Appends events to processes; see docs/sql.md.';

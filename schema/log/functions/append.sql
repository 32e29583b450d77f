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
<<one>>
DECLARE
    new        CONSTANT new_event := events[1];
    -- One new event is the usual case for a person.
    is_one     CONSTANT boolean := cardinality(events) = 1 AND cardinality(expected) <= 1 AND new.type <> 'event-erased';
    salt       bytea;
    commitment bytea;
    marking    tlp;
    sources    tlp;
    sealed     seal[];
    has_waited boolean := false;
    durability text;
    link       bytea;
    latest     timestamptz;
    is_limited boolean;
    reached    bigint;
    repeated   boolean;
    recorded   timestamptz;
    known      timestamptz;
    leaf       bytea;
    chain      bytea;
    head       record;
BEGIN
    -- What can be computed before the turn is. An expression costs a fraction of a statement, such as PERFORM.
    IF are_sound(events) IS NOT TRUE THEN
        PERFORM check_events(events);
    END IF;
    -- log.setting allows no less than a second.
    IF clock NOT BETWEEN clock_timestamp() - interval '1 second' AND clock_timestamp() + interval '1 second' THEN
        PERFORM check_clock(clock);
    END IF;
    IF is_one THEN
        salt := uuid_send(gen_random_uuid());
        commitment := commitment(salt, new.body);
        IF may_be_marked(new.body) THEN
            marking := own_marking(new.body);
            sources := cited_marking(new.body);
        END IF;
    ELSE
        sealed := seals(events);
    END IF;
    BEGIN
        LOCK TABLE turn IN EXCLUSIVE MODE NOWAIT;
    EXCEPTION WHEN lock_not_available THEN
        has_waited := true;
    END;
    IF has_waited AND NOT take_turn() THEN
        PERFORM await_turn();
    END IF;
    -- Who had to wait is not alone.
    IF deferred AND (has_waited OR current_setting('synchronous_standby_names') <> '') THEN
        durability := set_config('synchronous_commit', 'off', true);
    ELSIF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
        -- However the session was set, the commit waits for what the server's replication promises.
        durability := set_config('synchronous_commit', 'on', true);
    END IF;

    IF is_one THEN
        SELECT h.position + 1, h.chain, h.recorded, h.is_limited,
               coalesce((SELECT e.version FROM event e WHERE e.stream = new.stream
                         ORDER BY e.version DESC LIMIT 1), 0),
               EXISTS (SELECT FROM event e WHERE e.id = new.id)
        INTO event_position, link, latest, is_limited, reached, repeated
        FROM head h;
        recorded := clock_timestamp();
        IF recorded < latest THEN
            recorded := moment(latest, recorded);
        END IF;
        known := coalesce(new.known, recorded);
        -- Where something is the matter, the reasons are looked for below.
        IF NOT repeated AND known <= recorded
           AND (cardinality(expected) = 0
                OR expected[1].stream = new.stream AND is_met(expected[1].version, reached))
        THEN
            event_version := reached + 1;
            is_new := true;
            leaf := sha256('\x00' || entry(event_position, new.stream, event_version, new.id, new.type, new."by",
                                           session_user, known, recorded, commitment));
            chain := sha256(link || leaf);
            INSERT INTO event (position, stream, version, id, type, body, by, login, known, recorded, salt, commitment,
                               leaf, chain, marking, sources)
            VALUES (event_position, new.stream, event_version, new.id, new.type, new.body, new."by", session_user,
                    one.known, one.recorded, one.salt, one.commitment, one.leaf, one.chain, one.marking, one.sources);
            UPDATE head SET position = event_position, chain = one.chain, recorded = one.recorded;
            IF is_editorial(new.type) OR marking IS NOT NULL OR sources IS NOT NULL THEN
                PERFORM note_added(event_position - 1, is_editorial(new.type));
            ELSIF is_limited THEN
                PERFORM extend_by_one(event_position);
            END IF;
            RETURN NEXT;
            RETURN;
        END IF;
        sealed := seals(events);
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
        RETURN QUERY SELECT * FROM add_all(events, sealed, head.position, head.chain, head.moment);
        PERFORM note_added(head.position, EXISTS (SELECT FROM unnest(events) n WHERE is_editorial(n.type)));
    END IF;
END
$$;

COMMENT ON FUNCTION log.append(log.expectation[], log.new_event[], boolean, timestamptz)
    IS 'Appends events to processes; see docs/sql.md.';

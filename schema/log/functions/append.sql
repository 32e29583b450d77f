-- The only way into the log, for any client: appends events to one stream or several, all or none, and returns the
-- place of each.
--
-- An event with an id that is in the log already, with the same stream, type and body, keeps its first position; where
-- all events of a stream are, its version is not checked. An erased event counts as the same.
--
-- Appends are serialised by an advisory lock, held until their transaction ends. With deferred the caller promises to
-- run log.flush() before it acknowledges: under concurrency, or where standbys have to confirm, the lock is then not held
-- while the disk is written, and one write serves several appends. Without it, the commit waits for the disk.
--
-- PY001  a stream is at another version than expected; the detail is its name and its version
-- PY002  an id is in the log with other content, or twice in the call; the detail is the id
-- PY003  an event would have been known later than recorded; the detail is its id
CREATE FUNCTION log.append(
    expected log.expectation[], events log.new_event[], deferred boolean DEFAULT false)
RETURNS TABLE (event_position bigint, event_version bigint, is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
DECLARE
    turn     CONSTANT bigint := 7106407;
    added    record;
    head     record;
    repeated boolean;
BEGIN
    IF NOT pg_try_advisory_xact_lock(turn) THEN
        PERFORM await_turn(turn);
        PERFORM choose_commit(deferred);
    ELSE
        PERFORM choose_commit(deferred AND current_setting('synchronous_standby_names') <> '');
    END IF;

    -- One new event, the usual case for a person, takes one statement.
    IF cardinality(events) = 1 THEN
        added := add_one(expected, events[1]);
        IF added.event_position IS NOT NULL THEN
            -- What is said of other events may have limited somebody just now.
            IF added.is_limited OR is_editorial(events[1].type) THEN
                PERFORM extend_extracts();
            END IF;
            RETURN QUERY VALUES (added.event_position, added.event_version, true);
            RETURN;
        END IF;
    END IF;

    SELECT h.position, h.chain, greatest(h.recorded, clock_timestamp()) AS moment INTO STRICT head FROM log.head h;
    repeated := check_ids(events);
    PERFORM check_known(events, head.moment);
    IF repeated THEN
        RETURN QUERY SELECT * FROM add_rest(expected, events, deferred, head.position);
    ELSE
        PERFORM check_versions(expected);
        RETURN QUERY SELECT * FROM add_all(events, head.position, head.chain, head.moment);
        IF (SELECT h.is_limited FROM log.head h) THEN
            PERFORM extend_extracts();
        END IF;
    END IF;
END
$$;

COMMENT ON FUNCTION log.append(log.expectation[], log.new_event[], boolean)
    IS 'Appends events to processes; see docs/sql.md.';

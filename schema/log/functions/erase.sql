-- Erases an event, and appends the record of it: an event-erased in the same stream with the id in its field “erased”.
-- Returns the position of the record. The owner of the log may call it, and roles to which the owner grants it.
--
-- What the server keeps of the removed rows in the files of the tables goes with log.purge(), in a later transaction.
--
-- PY005  the event does not exist, is erased already or is itself such a record, or the record is not of its erasure
-- PY022  extended statistics may keep what is to be erased
CREATE FUNCTION log.erase(erased uuid, record log.new_event) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
DECLARE
    target   event;
    targets  uuid[];
    appended record;
BEGIN
    -- Takes the turn before the row, as appends that change markings do.
    PERFORM append('{}', '{}');
    SELECT * INTO target FROM event e WHERE e.id = erased;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no event %.', erased USING ERRCODE = 'PY005';
    ELSIF target.body IS NULL THEN
        RAISE EXCEPTION 'The event % is erased already.', target.position USING ERRCODE = 'PY005';
    ELSIF target.type = 'event-erased' THEN
        RAISE EXCEPTION 'The event % says that another was erased, and stays.', target.position
            USING ERRCODE = 'PY005';
    ELSIF (record.stream, record.type, record.body::json ->> 'erased')
        IS DISTINCT FROM (target.stream, 'event-erased', erased::text) THEN
        RAISE EXCEPTION 'The record does not say of the event % that it is erased.', target.position
            USING ERRCODE = 'PY005';
    END IF;
    PERFORM check_statistics();

    -- What an event about others says of them is derived from its body.
    WITH gone AS (DELETE FROM mention m WHERE m.position = target.position RETURNING m.target)
    SELECT array_agg(g.target) INTO targets FROM gone g;
    INSERT INTO erasure (position) VALUES (target.position);
    UPDATE event SET body = NULL, salt = NULL WHERE position = target.position;
    SELECT * INTO STRICT appended FROM append('{}', ARRAY[record]);
    IF NOT appended.is_new THEN
        RAISE EXCEPTION 'The record is in the log already, from before the erasure.' USING ERRCODE = 'PY005';
    END IF;
    PERFORM refresh_marking(coalesce(targets, '{}'));
    RETURN appended.event_position;
END
$$;

REVOKE ALL ON FUNCTION log.erase(uuid, log.new_event) FROM PUBLIC;

COMMENT ON FUNCTION log.erase(uuid, log.new_event) IS 'Erases the body of an event and records the erasure.';

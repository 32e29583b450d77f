-- Erases an event, and appends the record of it: an event-erased in the same stream with the id in its field “erased”.
-- Returns the position of the record. The owner of the log may call it, and roles to which the owner grants it.
--
-- PY005  the event does not exist, is erased already or is itself such a record, or the record names another event
CREATE FUNCTION log.erase(erased uuid, record log.new_event) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
DECLARE
    place  bigint;
    target event;
BEGIN
    SELECT event_position INTO STRICT place FROM append('{}', ARRAY[record]);
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
    UPDATE event SET body = NULL, salt = NULL WHERE id = erased;
    RETURN place;
END
$$;

REVOKE ALL ON FUNCTION log.erase(uuid, log.new_event) FROM PUBLIC;

COMMENT ON FUNCTION log.erase(uuid, log.new_event) IS 'Erases the body of an event and records the erasure.';

-- PY010  the body is larger than log.setting allows; the detail of each is the id
-- PY011  the process, the type or the recorder is empty, too long, or of characters that are not taken
-- PY012  the body is no JSON object, or an object in it has a key twice
-- PY014  the event says that an event was erased that is here with its content; only log.erase records that
CREATE FUNCTION log.check_event(one log.new_event) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    largest CONSTANT integer := (SELECT s.body_limit FROM setting s);
    fault   text := name_fault(one.stream, one.type, one."by");
BEGIN
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION 'The event % cannot be recorded: %.', one.id, fault
            USING ERRCODE = 'PY011', DETAIL = one.id::text;
    ELSIF octet_length(one.body) > largest THEN
        RAISE EXCEPTION 'The event % cannot be recorded: it holds % bytes, and the store takes no more than %.',
            one.id, octet_length(one.body), largest
            USING ERRCODE = 'PY010', DETAIL = one.id::text;
    END IF;
    fault := body_fault(one.body);
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION 'The event % cannot be recorded: %.', one.id, fault
            USING ERRCODE = 'PY012', DETAIL = one.id::text;
    ELSIF one.type = 'event-erased' AND EXISTS (
        SELECT FROM spoken_of(one.type, one.body) t JOIN event e ON e.id = t AND e.body IS NOT NULL
        WHERE t::text = lower(one.body::json ->> 'erased')
          AND NOT EXISTS (SELECT FROM event known WHERE known.id = one.id))
    THEN
        RAISE EXCEPTION 'The event % cannot be recorded: it says that an event of this log was erased.', one.id
            USING ERRCODE = 'PY014', DETAIL = one.id::text, HINT = 'Erase that event with “parley erase”, which records it.';
    END IF;
END
$$;

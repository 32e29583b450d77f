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
    fault   text := CASE
        WHEN (one.stream ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND octet_length(one.stream) <= 80) IS NOT TRUE
            THEN 'its process is not a name of at most 80 lower-case letters, digits and single hyphens'
        WHEN (one.type ~ '^[!-~]+$' AND octet_length(one.type) <= 200) IS NOT TRUE
            THEN 'its type is not a name of at most 200 letters, digits and signs of ASCII, without spaces'
        WHEN (one."by" ~ '\S' AND octet_length(one."by") <= 200) IS NOT TRUE
            THEN 'the name of its recorder is empty or longer than 200 bytes'
        WHEN one."by" ~ '[\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]'
            THEN 'the name of its recorder has a sign that does not show' END;
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

-- Checks events by themselves, whatever is in the log; an append does so before it waits for its turn. A search path of
-- its own would cost each append as much as half of the check.
--
-- PY013  there are more events than log.setting allows in a call; and what log.check_event refuses
CREATE FUNCTION log.check_events(events log.new_event[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    one log.new_event := events[1];
BEGIN
    BEGIN
        IF cardinality(events) = 1 THEN
            IF log.is_sound(one.stream, one.type, one."by", one.body) THEN
                RETURN;
            END IF;
        ELSIF cardinality(events) <= 1000 AND NOT EXISTS (
            SELECT FROM unnest(events) n WHERE log.is_sound(n.stream, n.type, n."by", n.body) IS NOT TRUE)
        THEN
            RETURN;
        END IF;
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        NULL;
    END;
    IF cardinality(events) > (SELECT s.call_limit FROM log.setting s) THEN
        RAISE EXCEPTION 'There are % events in one call, and the store takes no more than %.',
            cardinality(events), (SELECT s.call_limit FROM log.setting s)
            USING ERRCODE = 'PY013', HINT = 'Append them in several calls.';
    END IF;
    FOREACH one IN ARRAY events LOOP
        PERFORM log.check_event(one);
    END LOOP;
END
$$;

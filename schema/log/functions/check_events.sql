-- Checks events by themselves, whatever is in the log; an append does so before it waits for its turn, where log.are_sound
-- does not spare it.
--
-- PY013  there are more events than log.setting allows in a call; and what log.check_event refuses
CREATE FUNCTION log.check_events(events log.new_event[]) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    one new_event;
BEGIN
    IF cardinality(events) > (SELECT s.call_limit FROM setting s) THEN
        RAISE EXCEPTION 'There are % events in one call, and the store takes no more than %.',
            cardinality(events), (SELECT s.call_limit FROM setting s)
            USING ERRCODE = 'PY013', HINT = 'Append them in several calls.';
    END IF;
    FOREACH one IN ARRAY events LOOP
        PERFORM check_event(one);
    END LOOP;
END
$$;

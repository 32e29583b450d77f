-- An event is erased by log.erase. A record of it may also come from another store, and is no more than a report there:
-- it is taken where the event is not here, or is erased here as well.
--
-- PY005  the event is here, with its content; the detail is the id of the record
CREATE FUNCTION log.check_erasures(events log.new_event[]) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    claim record;
    here  bigint;
BEGIN
    FOR claim IN SELECT n.id, n.body::json ->> 'erased' AS erased FROM unnest(events) n WHERE n.type = 'event-erased' LOOP
        CONTINUE WHEN claim.erased !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
        SELECT e.position INTO here FROM event e WHERE e.id = claim.erased::uuid AND e.body IS NOT NULL;
        IF FOUND THEN
            RAISE EXCEPTION 'The event % is not erased here; “parley erase” erases it.', here
                USING ERRCODE = 'PY005', DETAIL = claim.id::text;
        END IF;
    END LOOP;
END
$$;

-- PY003  an event would have been known later than recorded; the detail is its id
CREATE FUNCTION log.check_known(events log.new_event[], moment timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    early CONSTANT uuid := (SELECT n.id FROM unnest(events) n WHERE n.known > moment LIMIT 1);
BEGIN
    IF early IS NOT NULL THEN
        RAISE EXCEPTION 'The event % claims to have been known later than it is recorded.', early
            USING ERRCODE = 'PY003', DETAIL = early::text;
    END IF;
END
$$;

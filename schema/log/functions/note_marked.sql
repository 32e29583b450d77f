-- The first event above a ceiling takes the rights to the whole log away, before its transaction ends. Once somebody's
-- reading is limited, log.append extends the extracts with every event.
CREATE FUNCTION log.note_marked() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    IF NOT (SELECT h.is_limited FROM head h) THEN
        PERFORM extend_extracts();
    END IF;
    RETURN NULL;
END
$$;

-- The first event above a ceiling takes the rights to the whole log away, before its transaction ends. Once somebody's
-- reading is limited, each append extends the extracts.
CREATE FUNCTION log.note_added(last bigint, is_about_others boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF is_about_others THEN
        PERFORM log.note_mentions(last);
    END IF;
    PERFORM log.extend_extracts();
END
$$;

COMMENT ON FUNCTION log.note_added(bigint, boolean) IS 'Brings what is derived from events up to the log, given the position of the last one before.';

-- An event marked otherwise, or erased, takes its new place in the extracts.
CREATE FUNCTION log.note_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    UPDATE clearance SET changed = least(changed, OLD.position) WHERE reached >= OLD.position;
    -- log.append does it once for all that it appends.
    IF NEW.body IS NULL OR NOT (SELECT h.is_limited FROM head h) THEN
        PERFORM extend_extracts();
    END IF;
    RETURN NULL;
END
$$;

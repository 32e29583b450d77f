CREATE FUNCTION log.note_setting() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    PERFORM refresh_marking(ARRAY(SELECT id FROM event WHERE is_editorial(type)));
    UPDATE clearance SET changed = 1;
    PERFORM extend_extracts();
    RETURN NULL;
END
$$;

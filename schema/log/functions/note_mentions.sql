CREATE FUNCTION log.note_mentions() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    INSERT INTO mention SELECT DISTINCT t, NEW.position FROM spoken_of(NEW.type, NEW.body) t;
    -- Includes indirect targets: a retracted amendment no longer marks the event that it amended.
    PERFORM refresh_marking(id) FROM (
        WITH RECURSIVE about (id) AS (
            SELECT spoken_of(NEW.type, NEW.body)
            UNION
            SELECT spoken_of(t.type, t.body) FROM about JOIN event t USING (id) WHERE is_editorial(t.type))
        SELECT e.id, e.position FROM about JOIN event e USING (id) ORDER BY position) spoken;
    PERFORM refresh_marking(NEW.id);
    RETURN NULL;
END
$$;

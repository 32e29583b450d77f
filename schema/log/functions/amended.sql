-- The value of a field by its last amendment; an amendment's own values may be amended in turn.
CREATE FUNCTION log.amended(target log.event, field text) RETURNS SETOF text
LANGUAGE plpgsql STABLE
SET search_path = log, pg_temp
AS $$
DECLARE
    a    event;
    said text[];
BEGIN
    FOR a IN SELECT e.* FROM mention m JOIN event e USING (position)
        WHERE m.target = $1.id AND m.position > $1.position AND e.type = 'event-amended' AND e.body IS NOT NULL
        ORDER BY position DESC
    LOOP
        CONTINUE WHEN is_retracted(a);
        said := ARRAY(SELECT amended(a, 'set'));
        IF cardinality(said) = 0 AND json_typeof(a.body::json -> 'set') = 'array' THEN
            said := ARRAY(SELECT json_array_elements_text(a.body::json -> 'set'));
        END IF;
        RETURN QUERY SELECT substr(w, length(field) + 2) FROM unnest(said) w WHERE starts_with(w, field || '=');
        EXIT WHEN FOUND;
    END LOOP;
END
$$;

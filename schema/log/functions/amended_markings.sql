-- What amendments in force say of the markings of some events, which have to include all that correct them in turn.
--
-- From the last correction to the first, so that each is settled by the later ones before it is applied. A recursive
-- function would run out of stack in a long chain of corrections of corrections.
CREATE FUNCTION log.amended_markings(targets uuid[]) RETURNS TABLE (target uuid, "position" bigint, words text[])
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    r         record;
    said      json;
    -- By the places of corrections: whether they are retracted, and what they set instead by a later amendment.
    retracted boolean[];
    replaced  json[];
BEGIN
    FOR r IN
        WITH correction AS (
            SELECT e.id, e.position, e.type, e.body, m.target, row_number() OVER (ORDER BY e.position DESC) AS place
            FROM unnest(targets) t (id) JOIN mention m ON m.target = t.id JOIN event e USING (position)
            WHERE m.corrects AND e.body IS NOT NULL AND e.position > (SELECT x.position FROM event x WHERE x.id = t.id))
        SELECT c.*, of.place AS corrected FROM correction c LEFT JOIN correction of ON of.id = c.target ORDER BY c.place
    LOOP
        CONTINUE WHEN retracted[r.place];
        IF r.type = 'event-retracted' THEN
            IF r.corrected IS NOT NULL THEN
                retracted[r.corrected] := true;
            END IF;
            CONTINUE;
        END IF;
        said := coalesce(replaced[r.place], r.body::json -> 'set');
        CONTINUE WHEN json_typeof(said) IS DISTINCT FROM 'array';
        words := ARRAY(SELECT substr(w, 5) FROM json_array_elements_text(said) w WHERE starts_with(w, 'tlp='));
        IF cardinality(words) > 0 THEN
            target := r.target;
            position := r.position;
            RETURN NEXT;
        END IF;
        IF r.corrected IS NOT NULL AND replaced[r.corrected] IS NULL THEN
            replaced[r.corrected] := (SELECT json_agg(substr(w, 5)) FROM json_array_elements_text(said) w
                                      WHERE starts_with(w, 'set='));
        END IF;
    END LOOP;
END
$$;

-- Computes the markings in force of some events and of all that speak of them, in one pass in the order of position,
-- since an event is marked no lower than those of which it speaks.
CREATE FUNCTION log.refresh_marking(targets uuid[]) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    usual     CONSTANT tlp := (SELECT s.marking FROM setting s);
    concerned CONSTANT uuid[] := ARRAY(
        WITH RECURSIVE concerned (id, position) AS (
            SELECT e.id, e.position FROM event e WHERE e.id = ANY (targets)
            UNION
            SELECT x.id, x.position FROM concerned c JOIN mention m ON m.target = c.id AND m.position > c.position
            JOIN event x ON x.position = m.position)
        SELECT id FROM concerned);
    e         record;
    marked    tlp;
    about     tlp;
    is_about  boolean;
BEGIN
    FOR e IN
        SELECT x.id, x.type, x.body, x.marking, a.words
        FROM event x LEFT JOIN (
            SELECT DISTINCT ON (target) target, words FROM amended_markings(concerned) ORDER BY target, position DESC) a
            ON a.target = x.id
        WHERE x.id = ANY (concerned) ORDER BY x.position
    LOOP
        IF e.words IS NOT NULL THEN
            marked := (SELECT max(marking(nullif(w, ''))) FROM unnest(e.words) w);
        ELSIF e.body IS NULL THEN
            -- An erased event keeps its marking.
            marked := e.marking;
        ELSE
            marked := own_marking(e.body);
        END IF;
        SELECT max(coalesce(t.marking, usual)), bool_or(t.marking IS NOT NULL) INTO about, is_about
        FROM event t WHERE t.id = ANY (ARRAY(SELECT spoken_of(e.type, e.body)));
        IF marked IS NOT NULL OR is_about THEN
            marked := greatest(coalesce(marked, usual), about);
        END IF;
        UPDATE event SET marking = marked WHERE id = e.id AND marking IS DISTINCT FROM marked;
    END LOOP;
END
$$;

COMMENT ON FUNCTION log.refresh_marking(uuid[]) IS 'Updates the markings of events and of the events about them.';

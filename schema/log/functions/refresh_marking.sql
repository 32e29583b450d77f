-- Computes the marking in force of an event and, where it has changed, of the events about it.
CREATE FUNCTION log.refresh_marking(target uuid) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    e        event;
    usual    CONSTANT tlp := (SELECT s.marking FROM setting s);
    words    text[];
    marked   tlp;
    about    tlp;
    is_about boolean;
BEGIN
    SELECT * INTO e FROM event WHERE id = target;
    words := ARRAY(SELECT amended(e, 'tlp'));
    IF cardinality(words) > 0 THEN
        marked := (SELECT max(marking(nullif(w, ''))) FROM unnest(words) w);
    ELSIF e.body IS NULL THEN
        -- An erased event keeps its marking.
        marked := e.marking;
    ELSE
        marked := marking(e.body::json ->> 'tlp');
    END IF;
    SELECT max(coalesce(t.marking, usual)), bool_or(t.marking IS NOT NULL) INTO about, is_about
    FROM spoken_of(e.type, e.body) id JOIN event t USING (id);
    IF marked IS NOT NULL OR is_about THEN
        marked := greatest(coalesce(marked, usual), about);
    END IF;
    UPDATE event SET marking = marked WHERE id = target AND marking IS DISTINCT FROM marked;
    IF FOUND THEN
        PERFORM refresh_marking(x.id) FROM mention m JOIN event x USING (position)
        WHERE m.target = e.id AND m.position > e.position;
    END IF;
END
$$;

COMMENT ON FUNCTION log.refresh_marking(uuid) IS 'Updates the marking of an event and of the events about it.';

-- Most corrections bear on no marking but their own. Those that may bear on others are followed to what they correct in
-- turn: a retracted amendment no longer marks the event that it amended.
CREATE FUNCTION log.settle_mentions() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    m         record;
    is_marker boolean;
    concerned uuid[] := '{}';
    corrected uuid[] := '{}';
BEGIN
    FOR m IN SELECT n.*, e.id, e.type, e.body FROM mention n JOIN event e USING (position) WHERE n.marks IS NULL
        ORDER BY n.position
    LOOP
        is_marker := m.corrects AND (
            m.type = 'event-amended' AND (strpos(m.body, 'tlp') > 0 OR strpos(m.body, '\u00') > 0)
            OR EXISTS (SELECT FROM mention c WHERE c.position = (SELECT t.position FROM event t WHERE t.id = m.target)
                       AND c.corrects AND c.marks));
        UPDATE mention SET marks = is_marker WHERE target = m.target AND position = m.position;
        concerned := concerned || m.id;
        IF is_marker THEN
            corrected := corrected || m.target;
        END IF;
    END LOOP;
    PERFORM refresh_marking(concerned || ARRAY(
        WITH RECURSIVE about (id) AS (
            SELECT unnest(corrected)
            UNION
            SELECT c.target FROM about JOIN event e USING (id) JOIN mention c USING (position) WHERE c.corrects)
        SELECT id FROM about));
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION log.settle_mentions() IS 'Works out on which markings new events about other events bear.';

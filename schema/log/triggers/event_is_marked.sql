-- No call for an event that says nothing of markings, as most do. A name that is written with escapes is one as well.
CREATE TRIGGER event_is_marked BEFORE INSERT ON log.event
    FOR EACH ROW WHEN (strpos(NEW.body, '"tlp"') > 0 OR strpos(NEW.body, '\u00') > 0)
    EXECUTE FUNCTION log.note_marking();

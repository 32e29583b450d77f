-- Most events contain no marking and need no call. A name may also be written with escapes.
CREATE TRIGGER event_is_marked BEFORE INSERT ON log.event
    FOR EACH ROW WHEN (strpos(NEW.body, '"tlp"') > 0 OR strpos(NEW.body, '\u00') > 0)
    EXECUTE FUNCTION log.note_marking();

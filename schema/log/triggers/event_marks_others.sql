-- The condition is that of log.is_editorial without the call, which would cost each append as much as the rest of it.
CREATE TRIGGER event_marks_others AFTER INSERT ON log.event
    FOR EACH ROW WHEN (NEW.type LIKE 'event%' OR NEW.type LIKE 'dispute%') EXECUTE FUNCTION log.note_mentions();

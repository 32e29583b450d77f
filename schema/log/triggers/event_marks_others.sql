-- The condition repeats log.is_editorial without the call, which would double the cost of an append.
CREATE TRIGGER event_marks_others AFTER INSERT ON log.event
    FOR EACH ROW WHEN (NEW.type LIKE 'event%' OR NEW.type LIKE 'dispute%') EXECUTE FUNCTION log.note_mentions();

CREATE TRIGGER event_is_withheld AFTER INSERT ON log.event
    FOR EACH ROW WHEN (NEW.marking IS NOT NULL OR NEW.sources IS NOT NULL) EXECUTE FUNCTION log.note_marked();

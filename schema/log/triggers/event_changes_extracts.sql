CREATE TRIGGER event_changes_extracts AFTER UPDATE OF marking, sources, body ON log.event
    FOR EACH ROW EXECUTE FUNCTION log.note_change();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_changes_extracts;

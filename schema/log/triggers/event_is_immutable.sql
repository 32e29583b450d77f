CREATE TRIGGER event_is_immutable BEFORE UPDATE OR DELETE ON log.event
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();

-- Also where a session says that it replays what another server did.
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;

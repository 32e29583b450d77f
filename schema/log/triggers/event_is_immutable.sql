CREATE TRIGGER event_is_immutable BEFORE UPDATE OR DELETE ON log.event
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();

-- Fires for sessions in replication mode as well.
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;

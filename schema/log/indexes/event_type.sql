-- Serves reads of the events of some types, stream by stream, without reading other events.
CREATE INDEX event_type ON log.event (type, stream, version);

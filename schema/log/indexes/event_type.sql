-- The events of some types, stream by stream, without reading any other.
CREATE INDEX event_type ON log.event (type, stream, version);

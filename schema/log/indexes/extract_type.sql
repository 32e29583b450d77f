-- As event_type does for the log.
CREATE INDEX extract_type ON log.extract (type, stream, version);

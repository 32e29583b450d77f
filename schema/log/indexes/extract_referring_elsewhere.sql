-- As event_referring_elsewhere does for the log.
CREATE INDEX extract_referring_elsewhere ON log.extract (stream) WHERE log.refers_elsewhere(body);

-- The streams with events that refer to things of other processes, of which there are few.
CREATE INDEX event_referring_elsewhere ON log.event (stream) WHERE log.refers_elsewhere(body);

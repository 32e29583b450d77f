-- The events that refer to things of other processes, by stream; there are few.
CREATE INDEX event_referring_elsewhere ON log.event (stream) WHERE log.refers_elsewhere(body);

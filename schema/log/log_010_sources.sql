-- Which sources are defined is asked with each event that cites one by a key.

CREATE INDEX event_source_defined ON log.event (position) WHERE type = 'source-defined';

CREATE INDEX event_marked ON log.event (greatest(marking, sources)) WHERE marking IS NOT NULL OR sources IS NOT NULL;

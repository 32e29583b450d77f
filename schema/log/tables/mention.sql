CREATE TABLE log.mention (
    target   uuid   NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (target, position)
);

COMMENT ON TABLE log.mention IS 'Which events speak of which: it follows from their bodies, and is for the log alone.';
COMMENT ON COLUMN log.mention.target IS 'The id of an event that another speaks of.';
COMMENT ON COLUMN log.mention.position IS 'The position of that other.';

-- No policy: nobody but the owner sees any of it.
ALTER TABLE log.mention ENABLE ROW LEVEL SECURITY;

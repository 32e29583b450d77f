CREATE TABLE log.mention (
    target   uuid    NOT NULL,
    position bigint  NOT NULL,
    corrects boolean NOT NULL,
    marks    boolean,
    PRIMARY KEY (target, position)
);

ALTER TABLE log.mention ALTER target SET STATISTICS 0;

COMMENT ON TABLE log.mention IS 'The targets of events about other events: derived from the bodies, for internal use.';
COMMENT ON COLUMN log.mention.target IS 'The id of the target.';
COMMENT ON COLUMN log.mention.position IS 'The position of the event about it.';
COMMENT ON COLUMN log.mention.corrects IS 'Whether that event amends or retracts the target, rather than naming it.';
COMMENT ON COLUMN log.mention.marks IS 'Whether the correction can bear on a marking, of the target or of what that corrects; null until that is worked out.';

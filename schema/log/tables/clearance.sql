CREATE TABLE log.clearance (
    ceiling    log.tlp PRIMARY KEY CHECK (ceiling < 'RED'),
    role       name NOT NULL UNIQUE,
    is_limited boolean NOT NULL DEFAULT false,
    reached    bigint NOT NULL DEFAULT 0,
    changed    bigint
);

COMMENT ON TABLE log.clearance IS 'The roles that see the log up to a ceiling; empty where nobody else shares the database.';
COMMENT ON COLUMN log.clearance.role IS 'Whose members have the ceiling.';
COMMENT ON COLUMN log.clearance.is_limited IS 'Whether there are events above the ceiling, so that the role reads its extract.';
COMMENT ON COLUMN log.clearance.reached IS 'The position in the log up to which the extract is made.';
COMMENT ON COLUMN log.clearance.changed IS 'The first position up to there of an event that was marked otherwise or erased since.';

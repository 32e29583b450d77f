CREATE TYPE log.seal AS (
    salt       bytea,
    commitment bytea,
    marking    log.tlp,
    sources    log.tlp
);

COMMENT ON TYPE log.seal IS 'What follows from the body of a new event alone: columns of log.event.';

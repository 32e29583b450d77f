CREATE TYPE log.expectation AS (
    stream  text,
    version bigint
);

COMMENT ON TYPE log.expectation IS 'The version that a stream must have: null for any, 0 for a stream without '
    'events, -1 for one that has some, n for version n.';

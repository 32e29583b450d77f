CREATE TYPE log.new_event AS (
    stream text,
    id     uuid,
    type   text,
    body   text,
    known  timestamptz,
    by     text
);

COMMENT ON TYPE log.new_event IS 'An event to be appended; known may be null for "now".';

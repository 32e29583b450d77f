-- The log: every event that was ever recorded, and nothing else.
--
-- A position is given under the lock of the one head row, so positions are dense and in commit order: a reader
-- that remembers a position can never miss an event.

CREATE SCHEMA log;

COMMENT ON SCHEMA log IS 'What was recorded, append-only; everything else is rebuilt from it.';

CREATE TABLE log.migration (
    name    text COLLATE "C" PRIMARY KEY,
    sha256  text NOT NULL,
    applied timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE log.migration IS 'Which files of schema/log have been applied, and what they held then.';

CREATE TABLE log.head (
    is_head  boolean PRIMARY KEY DEFAULT true CHECK (is_head),
    position bigint NOT NULL DEFAULT 0
);

COMMENT ON TABLE log.head IS 'One row: the position of the last event. Whoever appends locks it.';

INSERT INTO log.head DEFAULT VALUES;

CREATE TABLE log.stream (
    stream  text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL
);

COMMENT ON TABLE log.stream IS 'The version of each stream: how many events it has. A stream is a process.';

CREATE TABLE log.event (
    position bigint NOT NULL,
    stream   text COLLATE "C" NOT NULL CHECK (stream ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    version  bigint NOT NULL,
    id       uuid NOT NULL,
    type     text COLLATE "C" NOT NULL,
    body     text COLLATE "C" NOT NULL CHECK (json_typeof(body::json) = 'object'),
    by       text NOT NULL,
    known    timestamptz NOT NULL CHECK (known <= recorded),
    recorded timestamptz NOT NULL,
    CONSTRAINT event_position PRIMARY KEY (position),
    CONSTRAINT event_id UNIQUE (id),
    CONSTRAINT event_version UNIQUE (stream, version)
);

COMMENT ON TABLE log.event IS 'The events, by position. Rows are never changed or removed.';
COMMENT ON COLUMN log.event.position IS 'Place in the whole log: dense, from 1, in commit order.';
COMMENT ON COLUMN log.event.stream IS 'The process that the event belongs to, by its slug.';
COMMENT ON COLUMN log.event.version IS 'Place in its stream: dense, from 1.';
COMMENT ON COLUMN log.event.id IS 'Chosen by whoever appends; makes a repeated append harmless.';
COMMENT ON COLUMN log.event.type IS 'The event type, such as party-joined; see docs/reference/events.md.';
COMMENT ON COLUMN log.event.body IS 'The event as canonical JSON (RFC 8785): these exact bytes.';
COMMENT ON COLUMN log.event.by IS 'Who recorded it.';
COMMENT ON COLUMN log.event.known IS 'When the desk learned it; never later than recorded.';
COMMENT ON COLUMN log.event.recorded IS 'When the log took it in, by the clock of the database.';

-- Parties are introduced seldom and asked for at every append.
CREATE INDEX event_party_defined ON log.event (position) WHERE type = 'party-defined';

CREATE FUNCTION log.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log is append-only: an event is never changed or removed.'
        USING ERRCODE = 'PY004', HINT = 'Record a correction as an event of its own.';
END
$$;

CREATE TRIGGER event_is_immutable BEFORE UPDATE OR DELETE ON log.event
    FOR EACH ROW EXECUTE FUNCTION log.refuse_change();
CREATE TRIGGER event_stays BEFORE TRUNCATE ON log.event
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_stays;

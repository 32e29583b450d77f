-- Each event has a commitment to its body, sha256 of a random salt and the body's exact bytes, and a leaf, sha256 of a
-- zero byte and the event's entry: all that is known of it but the body, and the commitment in its place. So a body can
-- be erased and everything still verifies. The chain ties each leaf to all before it; the leaves are also those of a
-- Merkle tree (RFC 9162) over the log.
--
-- The marking that an event was recorded with is in its body, and so part of the evidence. What is kept beside it
-- follows from the bodies alone: an event is marked as its last amendment says that is not retracted, else as its body
-- says, else as log.setting says; and an event that speaks of others is marked no lower than they are.

CREATE TABLE log.event (
    position   bigint NOT NULL,
    stream     text COLLATE "C" NOT NULL CHECK (stream ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    version    bigint NOT NULL,
    id         uuid NOT NULL,
    type       text COLLATE "C" NOT NULL,
    body       text COLLATE "C" CHECK (json_typeof(body::json) = 'object'),
    by         text NOT NULL,
    known      timestamptz NOT NULL CHECK (known <= recorded),
    recorded   timestamptz NOT NULL,
    salt       bytea,
    commitment bytea NOT NULL,
    leaf       bytea NOT NULL,
    chain      bytea NOT NULL,
    marking    log.tlp,
    sources    log.tlp,
    CONSTRAINT event_position PRIMARY KEY (position),
    CONSTRAINT event_id UNIQUE (id),
    CONSTRAINT event_version UNIQUE (stream, version),
    CONSTRAINT event_erased_whole CHECK ((body IS NULL) = (salt IS NULL))
);

COMMENT ON TABLE log.event IS 'The events, by position. Rows are never removed, and changed only where a body is erased.';
COMMENT ON COLUMN log.event.position IS 'Place in the whole log: dense, from 1, in commit order.';
COMMENT ON COLUMN log.event.stream IS 'The process that the event belongs to, by its slug.';
COMMENT ON COLUMN log.event.version IS 'Place in its stream: dense, from 1.';
COMMENT ON COLUMN log.event.id IS 'Chosen by the client that appends; makes a repeated append harmless.';
COMMENT ON COLUMN log.event.type IS 'The event type, such as party-joined; see docs/reference/events.md.';
COMMENT ON COLUMN log.event.body IS 'The event as canonical JSON (RFC 8785): these exact bytes; null once erased.';
COMMENT ON COLUMN log.event.by IS 'Who recorded it.';
COMMENT ON COLUMN log.event.known IS 'When the desk learned it; never later than recorded.';
COMMENT ON COLUMN log.event.recorded IS 'When the log took it in, by the clock of the database.';
COMMENT ON COLUMN log.event.salt IS '16 random bytes that keep the commitment from giving the body away; null once '
    'erased.';
COMMENT ON COLUMN log.event.commitment IS 'sha256(salt || body).';
COMMENT ON COLUMN log.event.leaf IS 'sha256(zero byte || log.entry(…)): a leaf of the Merkle tree.';
COMMENT ON COLUMN log.event.chain IS 'sha256(chain of the event before || leaf).';
COMMENT ON COLUMN log.event.marking IS 'The marking in force; null where log.setting says it.';
COMMENT ON COLUMN log.event.sources IS 'The highest marking among its sources; null where none has one.';

-- Each event has a commitment to its body, sha256 of a random salt and the body's exact bytes, and a leaf, sha256 of a
-- zero byte and the event's entry: all its data except the body, with the commitment in its place. So a body can be
-- erased without breaking the verification. The chain links each leaf to all earlier ones; the leaves are also those of
-- a Merkle tree (RFC 9162) over the log.
--
-- The marking with which an event was recorded is part of its body, and so of the evidence. The columns beside it are
-- derived from the bodies alone: the marking in force is that of the last amendment that is not retracted, else that of
-- the body, else that of log.setting; and an event about other events is marked no lower than they are.

CREATE TABLE log.event (
    position   bigint NOT NULL,
    stream     text COLLATE "C" NOT NULL,
    version    bigint NOT NULL,
    id         uuid NOT NULL,
    type       text COLLATE "C" NOT NULL,
    body       text COLLATE "C",
    by         text NOT NULL,
    login      text NOT NULL,
    known      timestamptz NOT NULL,
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
    CONSTRAINT event_sound CHECK (known <= recorded AND (body IS NULL) = (salt IS NULL))
);

-- A sample of what events say, which the planner does not need, would outlive an erasure.
ALTER TABLE log.event ALTER body SET STATISTICS 0, ALTER salt SET STATISTICS 0;

COMMENT ON TABLE log.event IS 'The events, by position. Rows are never removed, and changed only where a body is erased.';
COMMENT ON COLUMN log.event.position IS 'Place in the whole log: dense, from 1, in commit order.';
COMMENT ON COLUMN log.event.stream IS 'The process that the event belongs to, by its slug.';
COMMENT ON COLUMN log.event.version IS 'Place in its stream: dense, from 1.';
COMMENT ON COLUMN log.event.id IS 'Chosen by the appending client; makes appends idempotent.';
COMMENT ON COLUMN log.event.type IS 'The event type, such as party-joined; see docs/reference/events.md.';
COMMENT ON COLUMN log.event.body IS 'The event as canonical JSON (RFC 8785): these exact bytes; null once erased.';
COMMENT ON COLUMN log.event.by IS 'The name of the recorder, as claimed by the client.';
COMMENT ON COLUMN log.event.login IS 'The database role that logged in to append it: set by the database alone.';
COMMENT ON COLUMN log.event.known IS 'When the desk learned it; never later than recorded.';
COMMENT ON COLUMN log.event.recorded IS 'When it was appended, by the clock of the database; earlier than the event before '
    'where that clock was wrong at one of them.';
COMMENT ON COLUMN log.event.salt IS '16 random bytes that prevent guessing the body from the commitment; null once '
    'erased.';
COMMENT ON COLUMN log.event.commitment IS 'sha256(salt || body).';
COMMENT ON COLUMN log.event.leaf IS 'sha256(zero byte || log.entry(…)): a leaf of the Merkle tree.';
COMMENT ON COLUMN log.event.chain IS 'sha256(chain of the event before || leaf).';
COMMENT ON COLUMN log.event.marking IS 'The marking in force; null for that of log.setting.';
COMMENT ON COLUMN log.event.sources IS 'The highest marking among its sources; null where none has one.';

-- What a role with a ceiling reads in the place of log.event, once that holds events above the ceiling: the others,
-- with positions, versions and chain as if there were no more. Each ceiling has a partition of its own with rights of
-- its own, so that no statement about it, nor the plan of one, has anything to do with the events above.
--
-- Derived from log.event by log.extend_extracts(), in the transaction that appends.

CREATE TABLE log.extract (
    ceiling  log.tlp NOT NULL,
    position bigint NOT NULL,
    stream   text COLLATE "C" NOT NULL,
    version  bigint NOT NULL,
    id       uuid NOT NULL,
    type     text COLLATE "C" NOT NULL,
    body     text COLLATE "C" NOT NULL,
    by       text NOT NULL,
    login    text NOT NULL,
    known    timestamptz NOT NULL,
    recorded timestamptz NOT NULL,
    chain    bytea NOT NULL,
    marking  log.tlp NOT NULL,
    sources  log.tlp,
    CONSTRAINT extract_position PRIMARY KEY (ceiling, position),
    CONSTRAINT extract_id UNIQUE (ceiling, id),
    CONSTRAINT extract_version UNIQUE (ceiling, stream, version)
) PARTITION BY LIST (ceiling);

CREATE TABLE log.extract_clear PARTITION OF log.extract FOR VALUES IN ('CLEAR');
CREATE TABLE log.extract_green PARTITION OF log.extract FOR VALUES IN ('GREEN');
CREATE TABLE log.extract_amber PARTITION OF log.extract FOR VALUES IN ('AMBER');
CREATE TABLE log.extract_amber_strict PARTITION OF log.extract FOR VALUES IN ('AMBER+STRICT');

ALTER TABLE log.extract ALTER body SET STATISTICS 0;

COMMENT ON TABLE log.extract IS 'The events up to each ceiling above which there are others; see docs/decisions/0050-extracts.md.';
COMMENT ON COLUMN log.extract.position IS 'Place among the events of the extract: dense, from 1.';
COMMENT ON COLUMN log.extract.version IS 'Place among those of its stream: dense, from 1.';
COMMENT ON COLUMN log.extract.chain IS 'sha256(chain of the event before in the extract || leaf of the event in the log).';
COMMENT ON COLUMN log.extract.marking IS 'The marking in force.';
COMMENT ON COLUMN log.extract.sources IS 'The highest marking among its sources; null where none has one.';

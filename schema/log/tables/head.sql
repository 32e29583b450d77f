CREATE TABLE log.head (
    is_head  boolean PRIMARY KEY DEFAULT true CHECK (is_head),
    position bigint NOT NULL DEFAULT 0,
    chain    bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    recorded timestamptz NOT NULL DEFAULT '-infinity',
    is_limited boolean NOT NULL DEFAULT false
);

COMMENT ON TABLE log.head IS 'One row: the last event, updated by each append.';
COMMENT ON COLUMN log.head.chain IS 'The chain of the last event; 32 zero bytes in an empty log.';
COMMENT ON COLUMN log.head.recorded IS 'When the last event was recorded.';
COMMENT ON COLUMN log.head.is_limited IS 'Whether a role with a ceiling is kept from some events; see log.clearance.';

INSERT INTO log.head DEFAULT VALUES;

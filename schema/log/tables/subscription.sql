CREATE TABLE log.subscription (
    name     text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    position bigint NOT NULL DEFAULT 0,
    moved    timestamptz NOT NULL DEFAULT now(),
    ceiling  log.tlp NOT NULL DEFAULT 'RED'
);

COMMENT ON TABLE log.subscription IS 'The progress of each named follower.';
COMMENT ON COLUMN log.subscription.position IS 'The position of the last event processed.';
COMMENT ON COLUMN log.subscription.moved IS 'The time of the last change of position.';
COMMENT ON COLUMN log.subscription.ceiling IS 'The ceiling of the user who created it.';

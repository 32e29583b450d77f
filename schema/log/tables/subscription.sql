CREATE TABLE log.subscription (
    name     text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    position bigint NOT NULL DEFAULT 0,
    moved    timestamptz NOT NULL DEFAULT now(),
    ceiling  log.tlp NOT NULL DEFAULT 'RED'
);

COMMENT ON TABLE log.subscription IS 'How far each named follower has come.';
COMMENT ON COLUMN log.subscription.position IS 'The position of the last event that it has dealt with.';
COMMENT ON COLUMN log.subscription.moved IS 'When it last moved.';
COMMENT ON COLUMN log.subscription.ceiling IS 'The ceiling of the user who took the name.';

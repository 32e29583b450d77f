CREATE TABLE log.subscription (
    owner    name COLLATE "C" NOT NULL DEFAULT session_user,
    name     text COLLATE "C" NOT NULL CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(name) <= 100),
    position bigint NOT NULL DEFAULT 0,
    moved    timestamptz NOT NULL DEFAULT now(),
    ceiling  log.tlp NOT NULL DEFAULT 'RED',
    holder   integer,
    since    timestamptz,
    PRIMARY KEY (owner, name)
);

COMMENT ON TABLE log.subscription IS 'The progress of each named follower.';
COMMENT ON COLUMN log.subscription.owner IS 'The role that created it; each role has names of its own.';
COMMENT ON COLUMN log.subscription.position IS 'The position of the last event processed.';
COMMENT ON COLUMN log.subscription.moved IS 'The time of the last change of position.';
COMMENT ON COLUMN log.subscription.ceiling IS 'The ceiling of the user who created it.';
COMMENT ON COLUMN log.subscription.holder IS 'The process id of the last session that took the name.';
COMMENT ON COLUMN log.subscription.since IS 'The start of that session; with the process id it tells it from any other.';

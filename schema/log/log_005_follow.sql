-- Following the log: for programs that act on each event.

CREATE TABLE log.subscription (
    name     text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    position bigint NOT NULL DEFAULT 0,
    moved    timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE log.subscription IS 'How far each named follower has come.';
COMMENT ON COLUMN log.subscription.position IS 'The position of the last event that it has dealt with.';
COMMENT ON COLUMN log.subscription.moved IS 'When it last moved.';

-- Where a named follower has come, made at the given position if it is new; null where another one of this name is
-- running. A follower keeps its name until its session ends.
CREATE FUNCTION log.subscribe(follower text, start bigint) RETURNS bigint
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    reached bigint;
BEGIN
    IF NOT pg_try_advisory_lock(7106408, hashtext(follower)) THEN
        RETURN NULL;
    END IF;
    INSERT INTO subscription (name, position) VALUES (follower, start) ON CONFLICT (name) DO NOTHING;
    SELECT s.position INTO STRICT reached FROM subscription s WHERE s.name = follower;
    RETURN reached;
END
$$;

CREATE FUNCTION log.advance(follower text, reached bigint) RETURNS void
LANGUAGE sql
SET search_path = log, pg_temp
AS $$
    UPDATE subscription SET position = reached, moved = now() WHERE name = follower AND position < reached
$$;

COMMENT ON FUNCTION log.advance(text, bigint) IS 'Notes that a named follower has dealt with all events up to one.';

-- Waits until all that this session has read is on disk. An event can be read a moment before it would survive a
-- crash; whoever acts on it outside the database waits for this first.
CREATE FUNCTION log.settle() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT pg_is_in_recovery() AND pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn() THEN
        PERFORM pg_logical_emit_message(true, 'parley', '');
    END IF;
END
$$;

-- Wakes those who listen. In a transaction of its own and without waiting for the disk, since a notification holds
-- a lock on the whole server until its commit; nobody relies on it, for who follows also looks now and then.
CREATE FUNCTION log.wake() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true), pg_notify('parley_log', '');
END
$$;

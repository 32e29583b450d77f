-- The position of a named follower, created at the given position if it is new; null where another session uses the
-- name. A session holds its names until it ends. Each role has names of its own.
--
-- PY006  the follower had a higher ceiling than its role has now
-- PY008  there is no event yet at the position or after it
-- PY009  the role has a hundred names already
CREATE FUNCTION log.subscribe(follower text, start bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
DECLARE
    mine    CONSTANT tlp := ceiling(session_user);
    earlier subscription;
BEGIN
    INSERT INTO subscription (name, position, ceiling) VALUES (follower, start, mine) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        PERFORM check_reached(start);
        IF (SELECT count(*) FROM subscription WHERE owner = session_user) > 100 THEN
            RAISE EXCEPTION 'The role % has a hundred names of followers already.', session_user
                USING ERRCODE = 'PY009', HINT = 'Give up one with SELECT log.unsubscribe(NAME).';
        END IF;
    END IF;
    SELECT * INTO STRICT earlier FROM subscription WHERE (owner, name) = (session_user, follower) FOR UPDATE;
    IF earlier.ceiling > mine THEN
        RAISE EXCEPTION 'The name % is that of a follower who may see more; choose another.', follower
            USING ERRCODE = 'PY006';
    ELSIF is_in_use(earlier) THEN
        RETURN NULL;
    END IF;
    UPDATE subscription SET holder = pg_backend_pid(),
        since = (SELECT a.backend_start FROM pg_stat_activity a WHERE a.pid = pg_backend_pid())
    WHERE (owner, name) = (session_user, follower);
    RETURN earlier.position;
END
$$;

COMMENT ON FUNCTION log.subscribe(text, bigint) IS 'Takes the name of a follower; see docs/sql.md.';

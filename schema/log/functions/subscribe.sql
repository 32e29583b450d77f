-- The position of a named follower, created at the given position if it is new; null where another session uses the
-- name. A session holds its names until it ends.
--
-- PY006  the name belongs to a follower with a higher ceiling
CREATE FUNCTION log.subscribe(follower text, start bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
DECLARE
    mine    CONSTANT tlp := ceiling(session_user);
    reached bigint;
BEGIN
    IF NOT pg_try_advisory_lock(7106408, hashtext(follower)) THEN
        RETURN NULL;
    END IF;
    INSERT INTO subscription (name, position, ceiling) VALUES (follower, start, mine) ON CONFLICT (name) DO NOTHING;
    SELECT s.position INTO reached FROM subscription s WHERE s.name = follower AND s.ceiling <= mine;
    IF NOT FOUND THEN
        PERFORM pg_advisory_unlock(7106408, hashtext(follower));
        RAISE EXCEPTION 'The name % is that of a follower who may see more; choose another.', follower
            USING ERRCODE = 'PY006';
    END IF;
    RETURN reached;
END
$$;

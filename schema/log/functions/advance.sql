-- A position that a failover has taken from the log is gone back from.
--
-- PY008  there is no event yet at the position or after it
CREATE FUNCTION log.advance(follower text, reached bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
BEGIN
    PERFORM check_reached(reached);
    UPDATE subscription SET position = reached, moved = now()
    WHERE (owner, name) = (session_user, follower) AND (position < reached OR position > (SELECT h.position FROM head h))
      AND ceiling <= ceiling(session_user);
END
$$;

COMMENT ON FUNCTION log.advance(text, bigint) IS 'Saves the position up to which a named follower has processed all events.';

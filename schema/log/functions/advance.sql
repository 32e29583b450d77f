CREATE FUNCTION log.advance(follower text, reached bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
    UPDATE subscription SET position = reached, moved = now()
    WHERE name = follower AND position < reached
      AND ceiling <= log.ceiling(session_user)
$$;

COMMENT ON FUNCTION log.advance(text, bigint) IS 'Saves the position up to which a named follower has processed all events.';

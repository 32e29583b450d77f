CREATE FUNCTION log.unsubscribe(follower text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
BEGIN
    DELETE FROM subscription WHERE (owner, name) = (session_user, follower);
    RETURN FOUND;
END
$$;

COMMENT ON FUNCTION log.unsubscribe(text) IS 'Gives up the name of a follower, and how far it had come; whether there was one.';

-- Locks the turn; false where others keep it for a second. An append that finds it free has no need of this.
CREATE FUNCTION log.take_turn() RETURNS boolean
LANGUAGE plpgsql
SET lock_timeout = '1s'
AS $$
BEGIN
    PERFORM FROM log.turn FOR UPDATE;
    RETURN FOUND;
EXCEPTION WHEN lock_not_available THEN
    RETURN false;
END
$$;

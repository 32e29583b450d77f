-- Locks the turn; false where others keep it for a second.
CREATE FUNCTION log.take_turn() RETURNS boolean
LANGUAGE plpgsql
SET lock_timeout = '1s'
AS $$
BEGIN
    LOCK TABLE log.turn IN EXCLUSIVE MODE;
    RETURN true;
EXCEPTION WHEN lock_not_available THEN
    RETURN false;
END
$$;

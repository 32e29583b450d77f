-- Locks the turn; false where others keep it for a second. An append that finds it free has no need of this.
CREATE FUNCTION log.take_turn() RETURNS boolean
LANGUAGE plpgsql
SET search_path = log, pg_temp
SET lock_timeout = '1s'
AS $$
DECLARE
    is_ours boolean;
BEGIN
    SELECT t.is_turn INTO STRICT is_ours FROM turn t FOR UPDATE;
    RETURN is_ours;
EXCEPTION WHEN lock_not_available THEN
    RETURN false;
END
$$;

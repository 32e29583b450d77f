-- Locks the turn; false where others keep it for a second. The timeout is set and put back by itself, since the end of a
-- function with a setting of its own goes over all settings of the server, here while others wait.
CREATE FUNCTION log.take_turn() RETURNS boolean
LANGUAGE plpgsql
AS $$
DECLARE
    before CONSTANT text := pg_catalog.current_setting('lock_timeout');
    set    text;
BEGIN
    set := pg_catalog.set_config('lock_timeout', '1s', true);
    LOCK TABLE log.turn IN EXCLUSIVE MODE;
    set := pg_catalog.set_config('lock_timeout', before, true);
    RETURN true;
EXCEPTION WHEN lock_not_available THEN
    -- What was set in the block is undone with it.
    RETURN false;
END
$$;

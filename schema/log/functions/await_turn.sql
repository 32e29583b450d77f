-- Waits until other appends are done. With deferred, where the caller promises log.flush(), the commit does not wait
-- for the disk, so that the next append has its turn sooner.
--
-- PY007  another session has had the turn for longer than log.setting allows; the hint says how to end it
CREATE FUNCTION log.await_turn(deferred boolean) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    began   CONSTANT timestamptz := clock_timestamp();
    longest interval;
    holder  record;
BEGIN
    IF deferred THEN
        PERFORM set_config('synchronous_commit', 'off', true), set_config('log.unflushed', 'on', false);
    END IF;
    WHILE NOT take_turn() LOOP
        PERFORM end_idle_turn();
        SELECT s.turn_wait INTO STRICT longest FROM setting s;
        CONTINUE WHEN clock_timestamp() - began < longest;
        holder := turn_holder();
        RAISE EXCEPTION 'Nothing was recorded, since others have had the turn to append for longer than % s: %.',
            trim_scale(extract(epoch FROM longest)), coalesce(holder.description, 'one session after another')
            USING ERRCODE = 'PY007',
                  HINT = 'Try again' || coalesce(format(
                      ', or have that session ended with SELECT pg_terminate_backend(%s).', holder.pid), '.');
    END LOOP;
END
$$;

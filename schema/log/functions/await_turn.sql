-- Waits until other appends are done.
--
-- PY007  another session has had the turn for longer than log.setting allows; the hint says how to end it
CREATE FUNCTION log.await_turn() RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    began   CONSTANT timestamptz := clock_timestamp();
    longest interval;
    holder  record;
BEGIN
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

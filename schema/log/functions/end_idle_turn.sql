-- Ends the session that has the turn, where it has been idle in its transaction for longer than log.setting allows.
-- Only members of pg_signal_backend may end the sessions of others, and only superusers those of superusers.
CREATE FUNCTION log.end_idle_turn() RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    PERFORM pg_terminate_backend(h.pid) FROM turn_holder() h, setting s
    WHERE h.state LIKE 'idle in transaction%' AND clock_timestamp() - h.changed > s.turn_idle;
EXCEPTION WHEN insufficient_privilege THEN
    -- The refusal that follows names it.
    RETURN;
END
$$;

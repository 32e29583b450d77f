-- Of columns that hold what events say the planner keeps no sample. Statistics that somebody has made of expressions
-- over them would be one.
--
-- PY022  there are such statistics
CREATE FUNCTION log.check_statistics() RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    made text;
BEGIN
    SELECT format('%I.%I', sn.nspname, s.stxname) INTO made
    FROM pg_statistic_ext s JOIN pg_namespace sn ON sn.oid = s.stxnamespace
    JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('log', 'read', 'read_before', 'read_next') LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The statistics % may keep what is to be erased.', made
            USING ERRCODE = 'PY022', HINT = format('Drop them first: DROP STATISTICS %s.', made);
    END IF;
END
$$;

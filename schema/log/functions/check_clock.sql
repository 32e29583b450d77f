-- PY015  the client's clock and that of the database are further apart than log.setting allows
CREATE FUNCTION log.check_clock(clock timestamptz) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    ours CONSTANT timestamptz := clock_timestamp();
    tolerance CONSTANT interval := (SELECT s.clock_tolerance FROM setting s);
BEGIN
    IF clock NOT BETWEEN ours - tolerance AND ours + tolerance THEN
        RAISE EXCEPTION 'Nothing was recorded, since two clocks differ: that of the database says %, and that of this machine %.',
            to_char(ours AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            to_char(clock AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            USING ERRCODE = 'PY015', HINT = 'Set right the one that is wrong.';
    END IF;
END
$$;

-- PY001  a stream is at another version than expected; the detail is its name and its version
CREATE FUNCTION log.check_versions(expected log.expectation[]) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    conflict record;
BEGIN
    SELECT x.stream, x.version AS wanted, s.reached INTO conflict
    FROM unnest(expected) x,
        LATERAL (SELECT coalesce(max(e.version), 0) FROM event e WHERE e.stream = x.stream) s (reached)
    WHERE NOT is_met(x.version, s.reached) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The process % is at version %, not at the expected %.',
            conflict.stream, conflict.reached, conflict.wanted
            USING ERRCODE = 'PY001', DETAIL = conflict.stream || ' ' || conflict.reached;
    END IF;
END
$$;

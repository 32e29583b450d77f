CREATE FUNCTION log.is_met(wanted bigint, reached bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN wanted IS NULL THEN true WHEN wanted = -1 THEN reached > 0 ELSE wanted = reached END;

COMMENT ON FUNCTION log.is_met(bigint, bigint) IS 'Whether a stream that has reached a version is at the one that log.expectation asks for.';

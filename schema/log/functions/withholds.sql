CREATE FUNCTION log.withholds() RETURNS boolean
LANGUAGE sql STABLE
RETURN NOT has_table_privilege('log.event', 'SELECT');

COMMENT ON FUNCTION log.withholds() IS 'Whether there are events above the ceiling of the current role, which then has its extract instead of log.event.';

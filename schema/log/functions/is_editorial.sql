CREATE FUNCTION log.is_editorial(type text) RETURNS boolean
LANGUAGE sql IMMUTABLE
RETURN type LIKE 'event%' OR type LIKE 'dispute%';

COMMENT ON FUNCTION log.is_editorial(text) IS 'Whether events of a type are about other events, by their ids.';

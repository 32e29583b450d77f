-- Stable, as convert_to is: declared immutable it could not be inlined.
CREATE FUNCTION log.commitment(salt bytea, body text) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(salt || convert_to(body, 'UTF8'));

COMMENT ON FUNCTION log.commitment(bytea, text) IS 'What stands for a body in the entry of its event.';

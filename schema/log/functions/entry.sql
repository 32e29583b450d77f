-- Stable, as convert_to is: declared immutable it could not be inlined, and inlining is many times as fast.
CREATE FUNCTION log.entry(
    at bigint, stream text, version bigint, id uuid, type text, by text, login text,
    known timestamptz, recorded timestamptz, commitment bytea) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN convert_to(concat_ws(
    E'\n', 'parley-event/1', at, stream, version, id, type, encode(convert_to(by, 'UTF8'), 'hex'),
    encode(convert_to(login, 'UTF8'), 'hex'), (extract(epoch FROM known) * 1000000)::bigint,
    (extract(epoch FROM recorded) * 1000000)::bigint, encode(commitment, 'hex'), ''), 'UTF8');

COMMENT ON FUNCTION log.entry IS 'The hashed content of a leaf: eleven lines, with the recorder, the login and the commitment in hexadecimal.';

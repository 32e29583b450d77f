-- Evidence: what makes a change of the log show.
--
-- Each event has a commitment to its body, sha256 of a random salt and the body's exact bytes, and a leaf, sha256 of
-- a zero byte and the event's entry: all that is known of it but the body, and the commitment in its place. So a
-- body can be erased and everything still verifies. The chain ties each leaf to all before it; the leaves are also
-- those of a Merkle tree (RFC 9162) over the log.

ALTER TABLE log.head
    ADD COLUMN chain    bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    ADD COLUMN recorded timestamptz NOT NULL DEFAULT '-infinity';

COMMENT ON COLUMN log.head.chain IS 'The chain of the last event; 32 zero bytes in an empty log.';
COMMENT ON COLUMN log.head.recorded IS 'When the last event was recorded; time never goes back in the log.';

ALTER TABLE log.event
    ALTER COLUMN body DROP NOT NULL,
    ADD COLUMN salt       bytea,
    ADD COLUMN commitment bytea,
    ADD COLUMN leaf       bytea,
    ADD COLUMN chain      bytea;

COMMENT ON COLUMN log.event.body IS 'The event as canonical JSON (RFC 8785): these exact bytes; null once erased.';
COMMENT ON COLUMN log.event.salt IS '16 random bytes that keep the commitment from giving the body away; null once '
    'erased.';
COMMENT ON COLUMN log.event.commitment IS 'sha256(salt || body).';
COMMENT ON COLUMN log.event.leaf IS 'sha256(zero byte || log.entry(…)): a leaf of the Merkle tree.';
COMMENT ON COLUMN log.event.chain IS 'sha256(chain of the event before || leaf).';

CREATE FUNCTION log.microseconds(moment timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (extract(epoch FROM moment) * 1000000)::bigint;

COMMENT ON FUNCTION log.microseconds(timestamptz) IS 'Microseconds since 1970 UTC.';

-- Stable as convert_to is, or it could not be expanded where it is called, which is many times as fast.
CREATE FUNCTION log.entry(
    at bigint, stream text, version bigint, id uuid, type text, by text, known timestamptz,
    recorded timestamptz, commitment bytea) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN convert_to(
    'parley-event/1' || E'\n' || at::text || E'\n' || stream || E'\n' || version::text || E'\n' || id::text
    || E'\n' || type || E'\n' || encode(convert_to(by, 'UTF8'), 'hex') || E'\n' || log.microseconds(known)::text
    || E'\n' || log.microseconds(recorded)::text || E'\n' || encode(commitment, 'hex') || E'\n', 'UTF8');

COMMENT ON FUNCTION log.entry IS 'What a leaf is the hash of: ten lines, the author and the commitment in hexadecimal.';

CREATE FUNCTION log.link(chain bytea, before bytea, leaf bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN sha256(coalesce(chain, before) || leaf);
END
$$;

CREATE AGGREGATE log.chained(before bytea, leaf bytea) (sfunc = log.link, stype = bytea);

COMMENT ON AGGREGATE log.chained(bytea, bytea) IS 'The chain after some leaves, given the chain before them.';

-- Events recorded before this file are committed to as they stand.
ALTER TABLE log.event DISABLE TRIGGER event_is_immutable;
UPDATE log.event SET salt = uuid_send(gen_random_uuid());
UPDATE log.event SET commitment = sha256(salt || convert_to(body, 'UTF8'));
UPDATE log.event SET leaf = sha256('\x00' || log.entry(
    position, stream, version, id, type, by, known, recorded, commitment));
UPDATE log.event e SET chain = c.chain
FROM (SELECT position, log.chained(decode(repeat('00', 32), 'hex'), leaf) OVER (ORDER BY position) AS chain
      FROM log.event) c
WHERE c.position = e.position;
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;
UPDATE log.head SET (chain, recorded) = (
    SELECT chain, recorded FROM log.event ORDER BY position DESC LIMIT 1)
WHERE position > 0;

ALTER TABLE log.event
    ALTER COLUMN commitment SET NOT NULL,
    ALTER COLUMN leaf SET NOT NULL,
    ALTER COLUMN chain SET NOT NULL,
    ADD CONSTRAINT event_erased_whole CHECK ((body IS NULL) = (salt IS NULL));

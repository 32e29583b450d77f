-- Appends events that are all new, given the position and the chain of the last event and the time of recording;
-- log.append has checked them.
CREATE FUNCTION log.add_all(events log.new_event[], last bigint, link bytea, moment timestamptz)
RETURNS TABLE (event_position bigint, event_version bigint, is_new boolean)
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    -- Versions are computed first, from small columns, so that the large ones are sorted only once.
    versions CONSTANT bigint[] := next_versions(events);
BEGIN
    RETURN QUERY
        WITH added AS (
            INSERT INTO event (position, stream, version, id, type, body, by, login, known, recorded, salt, commitment,
                               leaf, chain, marking, sources)
            SELECT position, stream, version, id, type, body, by, session_user, known, moment, salt, secret, leaf,
                   chained(link, leaf) OVER (ORDER BY position), own_marking(body), cited_marking(body)
            FROM (SELECT *, sha256('\x00' || entry(position, stream, version, id, type, by, session_user, known,
                                                   moment, secret)) AS leaf
                  FROM (SELECT *, sha256(salt || convert_to(body, 'UTF8')) AS secret
                        FROM (SELECT last + n.place AS position, n.stream, n.version, n.id, n.type, n.body, n.by,
                                     coalesce(n.known, moment) AS known, uuid_send(gen_random_uuid()) AS salt
                              FROM ROWS FROM (unnest(events), unnest(versions)) WITH ORDINALITY
                                  n (stream, id, type, body, known, by, version, place)) placed
                        OFFSET 0) committed
                  OFFSET 0) hashed
            ORDER BY position
            RETURNING position, version, chain),
        moved AS (
            UPDATE head SET (position, chain, recorded) = (
                SELECT position, chain, moment FROM added ORDER BY position DESC LIMIT 1)
            WHERE cardinality(events) > 0)
        SELECT position, version, true FROM added ORDER BY position;
END
$$;

-- Appends events that are all new, given their seals, the position and the chain of the last event and the time of
-- recording; log.append has checked them.
CREATE FUNCTION log.add_all(events log.new_event[], seals log.seal[], last bigint, link bytea, moment timestamptz)
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
            SELECT position, stream, version, id, type, body, by, session_user, known, moment, salt, commitment, leaf,
                   chained(link, leaf) OVER (ORDER BY position), marking, sources
            FROM (SELECT *, sha256('\x00' || entry(position, stream, version, id, type, by, session_user, known,
                                                   moment, commitment)) AS leaf
                  FROM (SELECT *, last + place AS position, coalesce(n.learned, moment) AS known
                        FROM ROWS FROM (unnest(events), unnest(seals), unnest(versions)) WITH ORDINALITY
                            n (stream, id, type, body, learned, by, salt, commitment, marking, sources, version, place)
                        OFFSET 0) placed
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

-- Appends one event in one statement, since the cost of an append is mostly the start of statements; returns nulls and
-- adds nothing where a condition of log.append is not met. The version of a stream is looked up in its index.
--
-- OFFSET 0 prevents the values computed in a subquery from being computed again at each use, and a plan from being
-- made anew for each body.
CREATE FUNCTION log.add_one(
    expected log.expectation[], one log.new_event, OUT event_position bigint, OUT event_version bigint,
    OUT is_limited boolean, OUT is_marked boolean)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
    now CONSTANT timestamptz := clock_timestamp();
BEGIN
    WITH added AS (
        INSERT INTO log.event (position, stream, version, id, type, body, by, login, known, recorded, salt, commitment,
                               leaf, chain, marking, sources)
        SELECT position, one.stream, version, one.id, one.type, body, one."by", session_user, known, moment, salt,
               secret, leaf, sha256(chain || leaf), log.own_marking(body), log.cited_marking(body)
        FROM (SELECT *, sha256('\x00' || log.entry(position, one.stream, version, one.id, one.type, one."by",
                                                   session_user, known, moment, secret)) AS leaf
              FROM (SELECT *, coalesce(one.known, moment) AS known,
                           sha256(salt || convert_to(body, 'UTF8')) AS secret
                    FROM (SELECT h.position + 1 AS position, h.chain, one.body,
                                 CASE WHEN now >= h.recorded THEN now ELSE log.moment(h.recorded, now) END AS moment,
                                 1 + coalesce((SELECT e.version FROM log.event e WHERE e.stream = one.stream
                                               ORDER BY e.version DESC LIMIT 1), 0) AS version,
                                 uuid_send(gen_random_uuid()) AS salt
                          FROM log.head h
                          WHERE NOT EXISTS (SELECT FROM log.event e WHERE e.id = one.id)
                            AND NOT EXISTS (SELECT FROM unnest(expected) x WHERE CASE x.version
                                WHEN -1 THEN NOT EXISTS (SELECT FROM log.event e WHERE e.stream = x.stream)
                                ELSE x.version <> coalesce((SELECT e.version FROM log.event e WHERE e.stream = x.stream
                                                            ORDER BY e.version DESC LIMIT 1), 0) END)
                          OFFSET 0) placed
                    OFFSET 0) committed
              WHERE known <= moment
              OFFSET 0) hashed
        RETURNING position, version, chain, recorded, marking, sources)
    UPDATE log.head SET position = a.position, chain = a.chain, recorded = a.recorded
    FROM added a
    RETURNING a.position, a.version, head.is_limited, a.marking IS NOT NULL OR a.sources IS NOT NULL
    INTO event_position, event_version, is_limited, is_marked;
END
$$;

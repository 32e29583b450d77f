-- Adds the last event to the extracts that are there, in one statement whose plan is made once in a session; what
-- log.extend_extracts would do where nothing has been marked.
CREATE FUNCTION log.extend_by_one(last bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET jit = off
AS $$
BEGIN
    WITH extended AS (UPDATE clearance c SET reached = last WHERE c.is_limited RETURNING c.ceiling)
    INSERT INTO extract (ceiling, position, stream, version, id, type, body, by, login, known, recorded, chain, marking,
                         sources)
    SELECT c.ceiling, coalesce(before.position, 0) + 1, e.stream,
           1 + coalesce((SELECT x.version FROM extract x WHERE x.ceiling = c.ceiling AND x.stream = e.stream
                         ORDER BY x.version DESC LIMIT 1), 0),
           e.id, e.type, e.body, e.by, e.login, e.known, e.recorded,
           sha256(coalesce(before.chain, decode(repeat('00', 32), 'hex')) || e.leaf),
           coalesce(e.marking, s.marking), e.sources
    FROM extended c CROSS JOIN setting s CROSS JOIN LATERAL seen_up_to(c.ceiling) e
        LEFT JOIN LATERAL (SELECT x.position, x.chain FROM extract x WHERE x.ceiling = c.ceiling
                           ORDER BY x.position DESC LIMIT 1) before ON true
    WHERE e.position = last;
END
$$;

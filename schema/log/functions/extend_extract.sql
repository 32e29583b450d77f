-- Adds to the extract of a ceiling what it may have of the events after a position, which are the last in it.
-- Plans go by indexes, whatever the statistics of a table that has just grown say.
CREATE FUNCTION log.extend_extract(top log.tlp, reached bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = log, pg_temp
SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    last log.extract%ROWTYPE;
BEGIN
    SELECT * INTO last FROM extract WHERE ceiling = top ORDER BY position DESC LIMIT 1;
    INSERT INTO extract (ceiling, position, stream, version, id, type, body, by, login, known, recorded, chain, marking,
                         sources)
    SELECT top, coalesce(last.position, 0) + row_number() OVER (ORDER BY e.position), e.stream,
           before.version + row_number() OVER (PARTITION BY e.stream ORDER BY e.position), e.id, e.type, e.body, e.by,
           e.login, e.known, e.recorded,
           chained(coalesce(last.chain, decode(repeat('00', 32), 'hex')), e.leaf) OVER (ORDER BY e.position),
           coalesce(e.marking, s.marking), e.sources
    FROM seen_up_to(top) e CROSS JOIN setting s
    JOIN (SELECT stream, (SELECT coalesce(max(x.version), 0) FROM extract x WHERE x.ceiling = top AND x.stream = n.stream)
          FROM (SELECT DISTINCT stream FROM seen_up_to(top) WHERE position > reached) n) before (stream, version)
        ON before.stream = e.stream
    WHERE e.position > reached;
END
$$;

CREATE FUNCTION log.seen_up_to(top log.tlp) RETURNS SETOF log.event
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT e.* FROM log.event e, log.setting s
    WHERE e.body IS NOT NULL AND greatest(coalesce(e.marking, s.marking), e.sources) <= top;
END;

COMMENT ON FUNCTION log.seen_up_to(log.tlp) IS 'The events that whoever has a ceiling may see; their exact bytes hold their sources.';

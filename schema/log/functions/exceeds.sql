CREATE FUNCTION log.exceeds(top log.tlp) RETURNS boolean
LANGUAGE sql STABLE
RETURN (SELECT s.marking FROM log.setting s) > top
    OR EXISTS (SELECT FROM log.event e WHERE (e.marking IS NOT NULL OR e.sources IS NOT NULL)
               AND greatest(e.marking, e.sources) > top);

COMMENT ON FUNCTION log.exceeds(log.tlp) IS 'Whether there are events above a ceiling, or would be with the next one that says nothing of markings.';

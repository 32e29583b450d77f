-- A function that is inlined holds no query.
CREATE FUNCTION log.cited_marking(body text) RETURNS log.tlp
LANGUAGE sql STABLE
RETURN CASE WHEN log.may_be_marked(body) THEN log.highest_marking(body::json -> 'sources') END;

COMMENT ON FUNCTION log.cited_marking(text) IS 'The highest marking among the sources in a body; null where none has one.';

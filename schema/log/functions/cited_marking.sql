-- Most bodies say nothing of markings, as with log.own_marking; a function that is inlined holds no query.
CREATE FUNCTION log.cited_marking(body text) RETURNS log.tlp
LANGUAGE sql STABLE
RETURN CASE WHEN strpos(body, '"tlp"') > 0 OR strpos(body, '\u00') > 0
            THEN log.highest_marking(body::json -> 'sources') END;

COMMENT ON FUNCTION log.cited_marking(text) IS 'The highest marking among the sources in a body; null where none has one.';

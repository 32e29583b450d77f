-- Most bodies say nothing of markings. A name may also be written with escapes.
CREATE FUNCTION log.own_marking(body text) RETURNS log.tlp
LANGUAGE sql STABLE
RETURN CASE WHEN strpos(body, '"tlp"') > 0 OR strpos(body, '\u00') > 0 THEN log.marking(body::json ->> 'tlp') END;

COMMENT ON FUNCTION log.own_marking(text) IS 'The marking that a body says it has; null where it says none.';

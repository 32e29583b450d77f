CREATE FUNCTION log.own_marking(body text) RETURNS log.tlp
LANGUAGE sql STABLE
RETURN CASE WHEN log.may_be_marked(body) THEN log.marking(body::json ->> 'tlp') END;

COMMENT ON FUNCTION log.own_marking(text) IS 'The marking that a body says it has; null where it says none.';

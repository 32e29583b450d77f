-- Most bodies say nothing of markings. A name may also be written with escapes.
CREATE FUNCTION log.may_be_marked(body text) RETURNS boolean
LANGUAGE sql IMMUTABLE
RETURN strpos(body, '"tlp"') > 0 OR strpos(body, '\u00') > 0;

COMMENT ON FUNCTION log.may_be_marked(text) IS 'Whether a body may say anything of markings: quick, and false only where it says nothing.';

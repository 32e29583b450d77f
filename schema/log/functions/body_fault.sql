-- An escape is a backslash with what follows, so that an escaped backslash before “u003a” is no colon.
CREATE FUNCTION log.body_fault(body text) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = log, pg_temp
AS $$
DECLARE
    parsed jsonb;
BEGIN
    parsed := body::jsonb;
    IF jsonb_typeof(parsed) IS DISTINCT FROM 'object' THEN
        RETURN 'its body is not a JSON object';
    ELSIF cardinality(string_to_array(body, ':')) + (
            SELECT count(*) FROM regexp_matches(body, '\\(?:(u003[aA])|.)', 'g') m WHERE m[1] IS NOT NULL)
        <> cardinality(string_to_array(parsed::text, ':'))
    THEN
        RETURN 'an object in its body has a key twice';
    END IF;
    RETURN NULL;
EXCEPTION
    WHEN data_exception THEN
        RETURN format('its body is not JSON, or holds what the database does not take (%s)', SQLERRM);
    WHEN program_limit_exceeded THEN
        RETURN 'its body is nested too deeply';
END
$$;

COMMENT ON FUNCTION log.body_fault(text) IS 'What is wrong with a body, in words; null where it may be recorded.';

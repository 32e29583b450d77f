CREATE FUNCTION log.name_fault(stream text, type text, by text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE
    WHEN (stream ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND octet_length(stream) <= 80) IS NOT TRUE
        THEN 'its process is not a name of at most 80 lower-case letters, digits and single hyphens'
    WHEN (type ~ '^[!-~]+$' AND octet_length(type) <= 200) IS NOT TRUE
        THEN 'its type is not a name of at most 200 letters, digits and signs of ASCII, without spaces'
    WHEN (by ~ '\S' AND octet_length(by) <= 200) IS NOT TRUE
        THEN 'the name of its recorder is empty or longer than 200 bytes'
    WHEN by ~ '[\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]'
        THEN 'the name of its recorder has a sign that does not show' END;

COMMENT ON FUNCTION log.name_fault(text, text, text) IS 'What is wrong with the names of an event''s process, type or recorder; null where they are taken.';

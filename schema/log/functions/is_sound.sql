-- Quick, and true of the usual event; log.check_event decides on the others. A repeated key is lost in jsonb, and a
-- colon with it: the colons within strings stay, save for one that is written as an escape.
CREATE FUNCTION log.is_sound(stream text, type text, by text, body text) RETURNS boolean
LANGUAGE sql STABLE
RETURN octet_length(body) <= 8192 AND octet_length(stream) <= 80 AND octet_length(type) <= 200 AND octet_length(by) <= 200
    AND stream ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND type ~ '^[!-~]+$' AND type <> 'event-erased'
    AND by ~ '\S' AND by !~ '[\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]'
    AND starts_with(body, '{') AND strpos(body, '\u003') = 0
    AND cardinality(string_to_array(body, ':')) = cardinality(string_to_array(body::jsonb::text, ':'));

COMMENT ON FUNCTION log.is_sound(text, text, text, text) IS 'Whether an event is within the limits of log.append; false or an error where that needs a closer look.';

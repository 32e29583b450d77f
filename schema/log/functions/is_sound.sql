-- Quick, and true of the usual event; log.check_event decides on the others. A repeated key is lost in jsonb, and a
-- colon with it: the colons within strings stay, save for one that is written as an escape.
CREATE FUNCTION log.is_sound(stream text, type text, by text, body text) RETURNS boolean
LANGUAGE sql STABLE
RETURN octet_length(body) <= 8192 AND log.name_fault(stream, type, by) IS NULL AND type <> 'event-erased'
    AND starts_with(body, '{') AND strpos(body, '\u003') = 0
    AND cardinality(string_to_array(body, ':')) = cardinality(string_to_array(body::jsonb::text, ':'));

COMMENT ON FUNCTION log.is_sound(text, text, text, text) IS 'Whether an event is within the limits of log.append; false or an error where that needs a closer look.';

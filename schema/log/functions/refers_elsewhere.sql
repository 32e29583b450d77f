-- Also true of some that refer to nothing, and of all in which a slash or a letter is written as an escape. False of one
-- that does refer only where neither process nor slug has a letter, since it would look like an interval of dates. A
-- word of an amendment comes after “=” or a comma. Each test spares most events the next, which costs more.
CREATE FUNCTION log.refers_elsewhere(body text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (strpos(body, '/') > 0 OR strpos(body, '\u00') > 0)
    AND body ~ '\\(/|u00)|["=,]( |\\[nrt])*[-0-9a-z]+/[-0-9a-z]+( |\\[nrt])*[",]'
    AND body ~ '\\(/|u00)|["=,]( |\\[nrt])*([-0-9]*[a-z][-0-9a-z]*/[-0-9a-z]+|[-0-9]+/[-0-9]*[a-z][-0-9a-z]*)( |\\[nrt])*[",]';

COMMENT ON FUNCTION log.refers_elsewhere(text) IS 'Whether an event may refer to a thing of another process, as a text '
    'such as “us-dprk/agreed-framework”; the condition of the index event_referring_elsewhere.';

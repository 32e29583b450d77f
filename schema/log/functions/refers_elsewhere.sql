-- A fast filter with false positives: some events without a reference, and all with an escaped slash or letter. The
-- only false negative is a reference without a letter in process and slug, which looks like an interval of dates. A
-- word of an amendment follows “=” or a comma. Each condition spares most events the next one, which costs more.
CREATE FUNCTION log.refers_elsewhere(body text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (strpos(body, '/') > 0 OR strpos(body, '\u00') > 0)
    AND body ~ '\\(/|u00)|["=,]( |\\[nrt])*[-0-9a-z]+/[-0-9a-z]+( |\\[nrt])*[",]'
    AND body ~ '\\(/|u00)|["=,]( |\\[nrt])*([-0-9]*[a-z][-0-9a-z]*/[-0-9a-z]+|[-0-9]+/[-0-9]*[a-z][-0-9a-z]*)( |\\[nrt])*[",]';

COMMENT ON FUNCTION log.refers_elsewhere(text) IS 'Whether an event may refer to a thing of another process, as a text '
    'such as “us-dprk/agreed-framework”; the condition of the index event_referring_elsewhere.';

CREATE FUNCTION log.highest_marking(sources json) RETURNS log.tlp
LANGUAGE sql STABLE
RETURN CASE WHEN json_typeof(sources) = 'array'
            THEN (SELECT max(log.marking(s ->> 'tlp')) FROM json_array_elements(sources) s) END;

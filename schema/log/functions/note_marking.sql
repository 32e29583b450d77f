CREATE FUNCTION log.note_marking() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
DECLARE
    said  CONSTANT json := NEW.body;
    cited CONSTANT json := said -> 'sources';
BEGIN
    NEW.marking := marking(said ->> 'tlp');
    IF json_typeof(cited) = 'array' THEN
        NEW.sources := (SELECT max(marking(s ->> 'tlp')) FROM json_array_elements(cited) s);
    END IF;
    RETURN NEW;
END
$$;

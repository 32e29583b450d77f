CREATE FUNCTION log.corrected(type text, body text) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN (
    SELECT t FROM log.spoken_of(type, body) t
    WHERE t::text = lower(body::json ->> CASE type WHEN 'event-amended' THEN 'amended'
                                                   WHEN 'event-retracted' THEN 'retracted' END) LIMIT 1);

COMMENT ON FUNCTION log.corrected(text, text) IS 'The id of the event that an amendment or a retraction is of; null for other events.';

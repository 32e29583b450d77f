-- Nothing where the role has neither: it may not read the log.
CREATE FUNCTION log.relation() RETURNS text
LANGUAGE sql STABLE
RETURN CASE
    WHEN NOT log.withholds() THEN 'event'
    ELSE (SELECT relname FROM (SELECT 'extract_' || lower(replace(log.ceiling()::text, '+', '_')) AS relname) r
          WHERE has_any_column_privilege('log.' || relname, 'SELECT')) END;

COMMENT ON FUNCTION log.relation() IS 'The table of the schema log in which the current role reads events: event, or the extract of its ceiling.';

-- Its name is told to those alone who may read the whole log, since it is heard at each append.
CREATE FUNCTION log.channel() RETURNS text
LANGUAGE sql STABLE
RETURN (SELECT s.channel FROM log.setting s WHERE NOT log.withholds());

COMMENT ON FUNCTION log.channel() IS 'The channel to LISTEN to for appends; null for a role with a ceiling, which looks now and then instead.';

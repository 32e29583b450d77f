CREATE FUNCTION log.marking_last_set() RETURNS log.tlp
LANGUAGE sql STABLE
RETURN (
    WITH linked AS (
        SELECT c.n, c.marking, c.chain = sha256(
            lag(c.chain, 1, decode(repeat('00', 32), 'hex')) OVER w || log.setting_entry(c.n, c.moment, c.login, c.marking))
            AND c.n = row_number() OVER w AS is_sound
        FROM log.setting_change c WINDOW w AS (ORDER BY c.n))
    SELECT CASE WHEN count(*) = 0 THEN 'CLEAR' WHEN bool_and(is_sound) THEN (array_agg(marking ORDER BY n DESC))[1] END
    FROM linked);

COMMENT ON FUNCTION log.marking_last_set() IS 'The marking of events that say nothing of markings, as it was last set; null where the changes are not as they were noted.';

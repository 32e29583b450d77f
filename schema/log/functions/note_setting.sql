CREATE FUNCTION log.note_setting() RETURNS trigger
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    -- An append of nothing takes the turn, so that no event comes in between.
    PERFORM append('{}', '{}');
    IF NEW.marking <> OLD.marking THEN
        INSERT INTO setting_change
        SELECT n, moment, session_user, NEW.marking, sha256(chain || setting_entry(n, moment, session_user, NEW.marking))
        FROM (SELECT coalesce(max(c.n), 0) + 1 AS n, clock_timestamp() AS moment,
                     coalesce((array_agg(c.chain ORDER BY c.n DESC))[1], decode(repeat('00', 32), 'hex')) AS chain
              FROM setting_change c OFFSET 0) next;
    END IF;
    PERFORM refresh_marking(ARRAY(SELECT id FROM event WHERE is_editorial(type)));
    UPDATE clearance SET changed = 1;
    PERFORM extend_extracts();
    RETURN NULL;
END
$$;

-- Whether an event was retracted by an event that is not itself retracted. OFFSET 0 keeps the recursive call behind the
-- join, so that it is made for later events only.
CREATE FUNCTION log.is_retracted(target log.event) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = log, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM (SELECT r FROM mention m JOIN event r USING (position)
                     WHERE m.target = $1.id AND m.position > $1.position AND r.type = 'event-retracted'
                       AND r.body IS NOT NULL
                     OFFSET 0) later (retraction)
        WHERE NOT is_retracted(retraction));
END
$$;

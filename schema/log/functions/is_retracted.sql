-- Whether an event was retracted by one that was not retracted itself. OFFSET 0 keeps the call behind the join: only
-- events later than the one asked about are asked about in turn.
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

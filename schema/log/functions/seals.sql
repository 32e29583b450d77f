-- OFFSET 0 prevents the salt from being drawn again at each use.
CREATE FUNCTION log.seals(events log.new_event[]) RETURNS log.seal[]
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
BEGIN
    RETURN ARRAY(
        SELECT (n.salt, commitment(n.salt, n.body), CASE WHEN n.may THEN own_marking(n.body) END,
                CASE WHEN n.may THEN cited_marking(n.body) END)::seal
        FROM (SELECT u.body, u.place, uuid_send(gen_random_uuid()) AS salt, may_be_marked(u.body) AS may
              FROM unnest(events) WITH ORDINALITY u (stream, id, type, body, known, by, place) OFFSET 0) n
        ORDER BY n.place);
END
$$;

COMMENT ON FUNCTION log.seals(log.new_event[]) IS 'The seal of each event, with a new salt, in the order of the argument; an append makes them before it waits for its turn.';

-- Appends events that are all new, given their seals, the position and the chain of the last event and the time of
-- recording; log.append has checked them.
--
-- Leaves and chain are computed first, from small columns, so that the statement that inserts neither sorts bodies nor
-- keeps them in between.
CREATE FUNCTION log.add_all(events log.new_event[], seals log.seal[], last bigint, link bytea, moment timestamptz)
RETURNS TABLE (event_position bigint, event_version bigint, is_new boolean)
LANGUAGE plpgsql
SET search_path = log, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    versions CONSTANT bigint[] := next_versions(events);
    leaves   CONSTANT bytea[] := ARRAY(
        SELECT sha256('\x00' || entry(last + place, stream, version, id, type, by, session_user,
                                      coalesce(learned, moment), moment, commitment))
        FROM ROWS FROM (unnest(events), unnest(seals), unnest(versions)) WITH ORDINALITY
            n (stream, id, type, body, learned, by, salt, commitment, marking, sources, version, place)
        ORDER BY place);
    chains   bytea[] := '{}';
    leaf     bytea;
BEGIN
    FOREACH leaf IN ARRAY leaves LOOP
        link := sha256(link || leaf);
        chains := chains || link;
    END LOOP;
    INSERT INTO event (position, stream, version, id, type, body, by, login, known, recorded, salt, commitment, leaf,
                       chain, marking, sources)
        SELECT last + place, stream, version, id, type, body, by, session_user, coalesce(learned, moment), moment, salt,
               commitment, leaf, chain, marking, sources
        FROM ROWS FROM (unnest(events), unnest(seals), unnest(versions), unnest(leaves), unnest(chains)) WITH ORDINALITY
            n (stream, id, type, body, learned, by, salt, commitment, marking, sources, version, leaf, chain, place);
    UPDATE head SET position = last + cardinality(events), chain = link, recorded = moment
        WHERE cardinality(events) > 0;
    RETURN QUERY SELECT last + place, version, true FROM unnest(versions) WITH ORDINALITY n (version, place);
END
$$;

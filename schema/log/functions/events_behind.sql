-- The events on which a row of a read model rests, from its column why, and those on which single cells rest where these
-- are others: cell is the index of the column among those after sort_key, from 0, and null for the row.
--
-- The bytes are numbers in groups of 7 bits, the lowest first, with the highest bit set in all bytes of a number but the
-- last: the number of lists, the lists, and pairs of a column and a list. A list is the number of its steps, and
-- the steps from 0 from one position to the next: twice the width, or twice the width and one, and how often it is taken.
CREATE FUNCTION log.events_behind(why bytea, OUT cell integer, OUT positions bigint[]) RETURNS SETOF record
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    numbers bigint[] := ARRAY(
        SELECT sum((b.value & 127)::bigint << (7 * b.place)::integer)::bigint
        FROM (SELECT number, value, row_number() OVER (PARTITION BY number ORDER BY at) - 1 AS place
              FROM (SELECT at, get_byte(why, at) AS value,
                           count(*) FILTER (WHERE get_byte(why, at) < 128) OVER (ORDER BY at)
                               - (get_byte(why, at) < 128)::integer AS number
                    FROM generate_series(0, octet_length(why) - 1) at) split) b
        GROUP BY number ORDER BY number);
    lists   jsonb := '[]';
    at      integer := 2;
    steps   bigint;
    width   bigint;
    times   bigint;
    reached bigint;
BEGIN
    FOR list IN 1 .. coalesce(numbers[1], 0) LOOP
        steps := numbers[at];
        at := at + 1;
        positions := '{}';
        reached := 0;
        FOR step IN 1 .. steps LOOP
            width := numbers[at] >> 1;
            times := CASE WHEN numbers[at] & 1 = 1 THEN numbers[at + 1] ELSE 1 END;
            at := at + 1 + (numbers[at] & 1)::integer;
            positions := positions || ARRAY(SELECT reached + width * n FROM generate_series(1, times) n);
            reached := reached + width * times;
        END LOOP;
        lists := lists || jsonb_build_array(to_jsonb(positions));
        IF list = 1 THEN
            RETURN NEXT;
        END IF;
    END LOOP;
    WHILE at < cardinality(numbers) LOOP
        cell := numbers[at];
        positions := ARRAY(SELECT p::bigint FROM jsonb_array_elements_text(lists -> numbers[at + 1]::integer) p);
        RETURN NEXT;
        at := at + 2;
    END LOOP;
END
$$;

COMMENT ON FUNCTION log.events_behind(bytea) IS 'The events on which a row of a read model and its cells rest, by its column why.';

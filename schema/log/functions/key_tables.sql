-- Apart from log.make_tables, since an index is made faster from rows than with them.
CREATE FUNCTION log.key_tables(target text, tables jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    made jsonb;
BEGIN
    PERFORM log.check_target(target);
    FOR made IN SELECT * FROM jsonb_array_elements(tables) LOOP
        EXECUTE format('ALTER TABLE %I.%I ADD PRIMARY KEY (%s)', target, made ->> 'name',
            (SELECT string_agg(quote_ident(k), ', ' ORDER BY place)
             FROM jsonb_array_elements_text(made -> 'key') WITH ORDINALITY ks (k, place)));
    END LOOP;
END
$$;

COMMENT ON FUNCTION log.key_tables(text, jsonb) IS 'Adds the primary keys to tables made by log.make_tables.';

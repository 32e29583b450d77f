-- Makes the schema of the read models with empty tables, as their declarations say, each column of a known type:
-- whoever makes tables defines nothing that runs when another reads them. Those who fill them may change rows alone.
--
-- Tables: an array of {name, help, columns: [{name, type, required, help}], key: [name], unlogged}.
CREATE FUNCTION log.make_tables(target text, tables jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    made   jsonb;
    field  jsonb;
    filler CONSTANT name := (SELECT rolname FROM pg_roles
                             WHERE rolname = 'parley_projector' AND EXISTS (SELECT FROM log.clearance));
BEGIN
    PERFORM log.check_target(target);
    EXECUTE format('CREATE SCHEMA %I', target);
    FOR made IN SELECT * FROM jsonb_array_elements(tables) LOOP
        EXECUTE format(
            'CREATE %s TABLE %I.%I (%s)', CASE WHEN (made ->> 'unlogged')::boolean THEN 'UNLOGGED' END, target,
            made ->> 'name',
            (SELECT string_agg(format(
                 '%I %s%s', c ->> 'name', log.column_type(c ->> 'type'),
                 CASE WHEN (c ->> 'required')::boolean THEN ' NOT NULL' END), ', ' ORDER BY place)
             FROM jsonb_array_elements(made -> 'columns') WITH ORDINALITY cs (c, place)));
        EXECUTE format('COMMENT ON TABLE %I.%I IS %L', target, made ->> 'name', made ->> 'help');
        -- A sample of what rows say would outlive an erasure; which process they are of is enough for the planner.
        EXECUTE format('ALTER TABLE %I.%I %s', target, made ->> 'name',
            (SELECT string_agg(format('ALTER %I SET STATISTICS 0', c ->> 'name'), ', ')
             FROM jsonb_array_elements(made -> 'columns') c WHERE c ->> 'name' <> 'process'));
        FOR field IN SELECT * FROM jsonb_array_elements(made -> 'columns') LOOP
            EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', target, made ->> 'name', field ->> 'name', field ->> 'help');
        END LOOP;
    END LOOP;
    IF filler IS NOT NULL THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO parley_reader', target);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO parley_tlp_red', target);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', target, filler);
        PERFORM log.open_to(c.role, true) FROM log.clearance c WHERE NOT c.is_limited;
    END IF;
END
$$;

COMMENT ON FUNCTION log.make_tables(text, jsonb) IS 'Makes empty tables for read models, by their declarations.';

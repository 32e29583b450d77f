-- Gives a role the right to read the whole log and the tables made of it, or takes it away.
CREATE FUNCTION log.open_to(reader name, is_open boolean) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    change CONSTANT text := CASE WHEN is_open THEN 'GRANT SELECT %s TO %I' ELSE 'REVOKE SELECT %s FROM %I' END;
    tables text;
BEGIN
    FOR tables IN
        SELECT unnest(ARRAY['ON TABLE log.event, log.head', '(channel) ON TABLE log.setting'])
        UNION ALL
        SELECT format('ON ALL TABLES IN SCHEMA %I', nspname) FROM pg_namespace
        WHERE nspname IN ('read', 'read_before', 'read_next')
    LOOP
        EXECUTE format(change, tables, reader);
    END LOOP;
END
$$;

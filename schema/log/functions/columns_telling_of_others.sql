-- The columns of the system in a row say in which transaction it was written, so that they count these.
CREATE FUNCTION log.columns_telling_of_others(OUT relation oid, OUT hidden name[]) RETURNS SETOF record
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT c.oid, ARRAY['xmin', 'xmax', 'cmin', 'cmax', 'ctid', 'relpages', 'reltuples', 'relallvisible', 'relfrozenxid',
                        'relminmxid', 'datfrozenxid', 'datminmxid']::name[]
    FROM pg_class c
    WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r'
      AND has_any_column_privilege('public', c.oid, 'SELECT') AND c.relname <> 'pg_subscription';
END;

COMMENT ON FUNCTION log.columns_telling_of_others() IS 'The tables of the server that everybody may read, and which of their columns tell of sizes, estimates and transactions.';

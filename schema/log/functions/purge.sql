-- Writes the tables of the log anew, without the rows from which log.erase took the content, which PostgreSQL would
-- leave in its files. Nobody can read or append meanwhile. Whoever may erase may call it.
--
-- PY021  something may still see what was erased; log.holders says what
CREATE FUNCTION log.purge() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = log, pg_temp
SET lock_timeout = '30s'
AS $$
DECLARE
    -- In a restored backup the number is one of another server.
    last   CONSTANT xid8 := (SELECT least(max(transaction), pg_current_xact_id()) FROM erasure);
    holder text;
    made   record;
BEGIN
    SELECT h.kind || ' ' || h.name INTO holder FROM holders(coalesce(last, pg_current_xact_id())) h LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'What was erased may still be seen: %.', holder
            USING ERRCODE = 'PY021', HINT = 'Wait for its end and run log.purge() again.';
    END IF;
    FOR made IN
        SELECT i.indrelid::regclass AS name, k.relname AS key
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class k ON k.oid = i.indexrelid
        WHERE c.relnamespace = 'log'::regnamespace AND c.relkind = 'r' AND i.indisprimary
    LOOP
        EXECUTE format('CLUSTER %s USING %I', made.name, made.key);
    END LOOP;
    -- One that was added meanwhile has a purge of its own.
    DELETE FROM erasure WHERE transaction <= last;
END
$$;

REVOKE ALL ON FUNCTION log.purge() FROM PUBLIC;

COMMENT ON FUNCTION log.purge() IS 'Removes what was erased from the files of the log as well.';

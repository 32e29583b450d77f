CREATE FUNCTION log.tells_of_others() RETURNS SETOF regprocedure
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
      AND (p.proname ~ '^pg_stat_' OR p.proname ~ '^pg_.*_size$' OR p.proname ~ '^(txid_|lo_|loread$|lowrite$)'
        OR p.proname ~ '^pg_(current|last|wal|get_wal|get_replication|get_multixact|control|lock|prepared_xact)_'
        OR p.proname ~ '^pg_(notification|logical|create|copy|drop|replication|export|xact|blocking|safe|sequence_last)_'
        OR p.proname ~ 'mxid_age|^age$' AND p.proargtypes[0] = 'xid'::regtype)
      AND p.proname <> 'pg_column_size';
END;

COMMENT ON FUNCTION log.tells_of_others() IS 'The functions of the server that tell of sizes, estimates, transactions and the work of others; they would tell how much there is above a ceiling.';

-- What may still see rows that a transaction removed, so that PostgreSQL keeps them in its files: transactions and
-- queries under way here and on standbys that report theirs, prepared transactions, and replication slots. When a
-- session of another role began is known to those alone who may monitor the server.
CREATE FUNCTION log.holders(removed xid8)
RETURNS TABLE (kind text, name text, since timestamptz)
LANGUAGE sql SECURITY DEFINER
SET search_path = log, pg_temp
AS $$
    SELECT CASE a.backend_type WHEN 'walsender' THEN 'standby' ELSE 'session' END,
           concat_ws(', ', coalesce(a.usename, a.backend_type), 'process ' || a.pid, nullif(a.application_name, ''),
                     host(a.client_addr)), a.xact_start
    FROM pg_stat_activity a
    WHERE a.pid <> pg_backend_pid() AND coalesce(a.query NOT LIKE 'autovacuum: VACUUM%', true)
      AND (age(a.backend_xid) >= age(removed::xid)
           OR age(a.backend_xmin) >= age(removed::xid)
              AND (a.datname = current_database() OR a.backend_type = 'walsender'))
    UNION ALL
    SELECT 'prepared', p.gid, p.prepared FROM pg_prepared_xacts p WHERE age(p.transaction) >= age(removed::xid)
    UNION ALL
    SELECT 'slot', s.slot_name, NULL FROM pg_replication_slots s WHERE age(s.xmin) >= age(removed::xid)
    ORDER BY 3 NULLS FIRST, 2
$$;

REVOKE ALL ON FUNCTION log.holders(xid8) FROM PUBLIC;

COMMENT ON FUNCTION log.holders(xid8) IS 'What may still see rows that a transaction removed.';

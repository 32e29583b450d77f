-- The roles and their rights, for a database shared by several people: run by “parley init --roles” as a superuser,
-- and safe to repeat. Give people a role with GRANT parley_writer TO somebody, and the database to nobody else: what
-- the server counts of everybody's work is taken from PUBLIC in it.
--
-- parley_owner      owns the log and the tables made of it; no login
-- parley_reader     reads the events marked TLP:CLEAR, and the tables where no event is marked higher
-- parley_tlp_green, parley_tlp_amber, parley_tlp_amber_strict, parley_tlp_red
--                   the same, up to the marking of the role
-- parley_auditor    sees all events; a separate name for people who verify the log
-- parley_projector  sees all events, and has the tables made and fills them
-- parley_writer     appends events, and is a projector as well, since an append is followed by an update of the tables
--
-- Nobody who logs in owns anything in log or read, or may define there what runs when another reads.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['parley_owner', 'parley_reader', 'parley_auditor', 'parley_projector', 'parley_writer',
        'parley_tlp_green', 'parley_tlp_amber', 'parley_tlp_amber_strict', 'parley_tlp_red']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
    END LOOP;
END
$$;

GRANT parley_reader TO parley_tlp_green, parley_tlp_amber, parley_tlp_amber_strict, parley_tlp_red;
GRANT parley_tlp_red TO parley_auditor, parley_projector;
GRANT parley_projector TO parley_writer;

-- The log belongs to parley_owner; the functions granted to others run with its rights.
DO $$
DECLARE
    thing record;
BEGIN
    FOR thing IN SELECT format('TABLE log.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'log'
        UNION ALL
        SELECT format('%s %s', CASE p.prokind WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, p.oid::regprocedure)
        FROM pg_proc p WHERE p.pronamespace = 'log'::regnamespace
        UNION ALL
        SELECT format('TYPE log.%I', t.typname) FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
        WHERE t.typnamespace = 'log'::regnamespace AND (c.relkind = 'c' OR t.typtype = 'e')
    LOOP
        EXECUTE format('ALTER %s OWNER TO parley_owner', thing.name);
    END LOOP;
END
$$;

ALTER SCHEMA log OWNER TO parley_owner;

-- An append that waits names the session that it waits for, and ends one that is idle.
GRANT pg_read_all_stats, pg_signal_backend TO parley_owner;

REVOKE ALL ON SCHEMA log FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA log
    FROM PUBLIC, parley_reader, parley_tlp_green, parley_tlp_amber, parley_tlp_amber_strict, parley_tlp_red,
         parley_auditor, parley_projector, parley_writer;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
GRANT USAGE ON SCHEMA log TO parley_reader;
GRANT SELECT ON log.migration TO parley_reader;
GRANT SELECT (marking) ON log.setting TO parley_reader;
GRANT EXECUTE ON FUNCTION log.subscribe(text, bigint), log.advance(text, bigint), log.unsubscribe(text), log.settle(),
    log.ceiling(name), log.withholds(), log.relation(), log.refers_elsewhere(text) TO parley_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA log TO parley_tlp_red;
GRANT EXECUTE ON FUNCTION log.turn_holder() TO parley_tlp_red;
-- With these verify goes over what is derived from the record.
GRANT EXECUTE ON FUNCTION log.tells_of_others(), log.columns_telling_of_others(), log.seen_up_to(log.tlp), log.exceeds(log.tlp),
    log.chained(bytea, bytea), log.link(bytea, bytea, bytea), log.is_editorial(text), log.spoken_of(text, text),
    log.corrected(text, text), log.marking_last_set(), log.events_behind(bytea), log.setting_entry(integer, timestamptz, name, log.tlp)
    TO parley_tlp_red;
GRANT UPDATE ON log.rebuilding TO parley_projector;
GRANT EXECUTE ON FUNCTION log.make_tables(text, jsonb), log.key_tables(text, jsonb), log.drop_tables(text),
    log.put_tables(), log.put_back_tables() TO parley_projector;
GRANT EXECUTE ON FUNCTION log.channel() TO parley_reader;
GRANT EXECUTE ON FUNCTION log.append(log.expectation[], log.new_event[], boolean, timestamptz), log.flush(), log.wake(),
    log.import_key() TO parley_writer;

-- Each role with a ceiling reads its extract, by columns: those of the system tell how many transactions there were.
DO $$
DECLARE
    top log.tlp;
    reader name;
    name text;
BEGIN
    FOREACH top IN ARRAY ARRAY['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT']::log.tlp[] LOOP
        name := lower(replace(top::text, '+', '_'));
        reader := CASE top WHEN 'CLEAR' THEN 'parley_reader' ELSE 'parley_tlp_' || name END;
        EXECUTE format('GRANT SELECT (%s) ON log.extract_%s TO %I',
            (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
             WHERE attrelid = 'log.extract'::regclass AND attnum > 0 AND NOT attisdropped), name, reader);
        INSERT INTO log.clearance (ceiling, role) VALUES (top, reader) ON CONFLICT (ceiling) DO UPDATE
            SET role = excluded.role, is_limited = false;
        PERFORM log.open_to(reader, true);
    END LOOP;
    DELETE FROM log.extract;
    PERFORM log.extend_extracts();
END
$$;

-- The tables belong to parley_owner as well; what others made there goes.
DO $$
BEGIN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO parley_owner', current_database());
    EXECUTE format('REVOKE CREATE ON DATABASE %I FROM parley_projector', current_database());
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    DROP SCHEMA IF EXISTS read, read_before, read_next CASCADE;
END
$$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- What the server tells everybody of sizes, estimates, transactions and the work of others would tell a role with a
-- ceiling how much there is above it. Whoever may see all of the log, or monitors the server, keeps it.
DO $$
DECLARE
    told text;
    catalogue record;
BEGIN
    FOR catalogue IN
        SELECT c.oid::regclass AS name, string_agg(quote_ident(attname), ', ') FILTER (WHERE attname <> ALL (hidden)) AS told
        FROM log.columns_telling_of_others() t (relation, hidden) JOIN pg_class c ON c.oid = t.relation
        JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
        GROUP BY c.oid
    LOOP
        EXECUTE format('REVOKE SELECT ON %s FROM PUBLIC; GRANT SELECT (%s) ON %1$s TO PUBLIC', catalogue.name, catalogue.told);
        EXECUTE format('GRANT SELECT ON %s TO parley_owner, parley_tlp_red, pg_monitor', catalogue.name);
    END LOOP;
    -- Its plan has the size of the statistics of all tables in it.
    REVOKE SELECT ON pg_stats, pg_stats_ext, pg_stats_ext_exprs FROM PUBLIC;
    GRANT SELECT ON pg_stats, pg_stats_ext, pg_stats_ext_exprs TO parley_owner, parley_tlp_red, pg_monitor;
    FOR told IN SELECT * FROM log.tells_of_others() LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', told);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO parley_owner, parley_tlp_red, pg_monitor', told);
    END LOOP;
END
$$;

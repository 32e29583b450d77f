-- The roles and their rights, for a database shared by several people: run by “parley init --roles” as a superuser,
-- and safe to repeat. Give people a role with GRANT parley_writer TO somebody.
--
-- parley_owner      owns the log; no login
-- parley_reader     reads the events marked TLP:CLEAR, and the tables where no event is marked higher
-- parley_tlp_green, parley_tlp_amber, parley_tlp_amber_strict, parley_tlp_red
--                   the same, up to the marking of the role
-- parley_auditor    sees all events; a separate name for people who verify the log
-- parley_projector  sees all events, and creates and fills the tables
-- parley_writer     appends events, and is a projector as well, since an append is followed by an update of the tables

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
ALTER FUNCTION log.append(log.expectation[], log.new_event[], boolean) SECURITY DEFINER;
ALTER FUNCTION log.erase(uuid, log.new_event) SECURITY DEFINER;

REVOKE ALL ON SCHEMA log FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA log FROM PUBLIC, parley_reader, parley_auditor, parley_projector, parley_writer;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
GRANT USAGE ON SCHEMA log TO parley_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA log TO parley_reader;
GRANT EXECUTE ON FUNCTION log.append(log.expectation[], log.new_event[], boolean), log.flush(), log.wake()
    TO parley_writer;
ALTER FUNCTION log.turn_holder() SECURITY DEFINER;
GRANT EXECUTE ON FUNCTION log.turn_holder() TO parley_writer, parley_auditor;
-- An append that waits names the session that it waits for, and ends one that is idle.
GRANT pg_read_all_stats, pg_signal_backend TO parley_owner;
ALTER FUNCTION log.subscribe(text, bigint) SECURITY DEFINER;
ALTER FUNCTION log.advance(text, bigint) SECURITY DEFINER;
ALTER FUNCTION log.unsubscribe(text) SECURITY DEFINER;
GRANT EXECUTE ON FUNCTION log.subscribe(text, bigint), log.advance(text, bigint), log.unsubscribe(text), log.settle(),
    log.ceiling(name), log.withholds(log.tlp), log.refers_elsewhere(text) TO parley_reader;

-- The tables belong to the projectors, which recreate the schema with each rebuild.
DO $$
BEGIN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO parley_projector', current_database());
    DROP SCHEMA IF EXISTS read, read_before, read_next CASCADE;
END
$$;

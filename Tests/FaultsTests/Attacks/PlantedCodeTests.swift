import ArgumentParser
import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

@testable import ParleyCLI

@Suite("No role's code runs as another")
struct PlantedCodeTests {
  private let shared: SharedDatabase
  private let superuser: Connection

  init() throws {
    shared = try SharedDatabase()
    superuser = try Connection(shared.owner.conninfo)
    #expect(try shared.owner.run("import", Example.chronicle("colombia")).status == 0)
    #expect(try shared.owner.run("rebuild").status == 0)
  }

  /// Statements that would have others run `mark`, which notes who ran it, in each place where such code can be.
  private static let plants =
    ["log", "read", "read_before", "public", "pg_temp", "planted"].flatMap { home in
      [
        "CREATE SCHEMA \(home)",
        """
        CREATE FUNCTION \(home).mark() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM dblink_note(current_user); RETURN NEW; END $$
        """,
        "CREATE FUNCTION \(home).set_config(text, text, boolean) RETURNS text LANGUAGE sql AS 'SELECT $2'",
        "CREATE FUNCTION \(home).lower(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
        "CREATE OPERATOR \(home).= (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text)",
        "CREATE VIEW \(home).planted AS SELECT 1 AS x",
        "CREATE TABLE \(home).planted (x text DEFAULT current_user)",
        "CREATE DOMAIN \(home).planted AS text CHECK (length(VALUE) > 0)",
        "CREATE TYPE \(home).planted AS (x int)",
        "CREATE SEQUENCE \(home).planted",
        "CREATE AGGREGATE \(home).planted (text) (sfunc = textcat, stype = text)",
        "CREATE COLLATION \(home).planted FROM \"C\"",
        "CREATE TEXT SEARCH CONFIGURATION \(home).english (COPY = pg_catalog.english)",
        "DROP SCHEMA \(home) CASCADE", "ALTER SCHEMA \(home) RENAME TO planted",
      ]
    }
    + ["log.event", "log.head", "log.setting", "read.timeline", "read.checkpoint", "read_before.process"]
    .flatMap { table in
      [
        "CREATE TRIGGER planted BEFORE INSERT OR UPDATE ON \(table) FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE RULE planted AS ON INSERT TO \(table) DO ALSO SELECT 1",
        "CREATE POLICY planted ON \(table) USING (true)", "ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE \(table) ADD COLUMN planted text DEFAULT current_user",
        "ALTER TABLE \(table) ADD CONSTRAINT planted CHECK (current_user <> '')",
        "ALTER TABLE \(table) OWNER TO CURRENT_USER", "ALTER TABLE \(table) RENAME TO planted",
        "ALTER TABLE \(table) ALTER position SET DEFAULT 1", "ALTER TABLE \(table) SET SCHEMA public",
        "CREATE INDEX planted ON \(table) (lower(current_user))",
        "CREATE STATISTICS planted ON position, version FROM \(table)",
        "ALTER TABLE \(table) DISABLE TRIGGER ALL", "DROP TABLE \(table) CASCADE",
        "COMMENT ON TABLE \(table) IS 'x'",
      ]
    } + [
      "CREATE EXTENSION dblink",
      "CREATE EVENT TRIGGER planted ON ddl_command_end EXECUTE FUNCTION suppress_redundant_updates_trigger()",
      "CREATE CAST (text AS integer) WITH INOUT AS IMPLICIT", "CREATE PUBLICATION planted FOR ALL TABLES",
      "CREATE LANGUAGE plpython3u", "CREATE SERVER planted FOREIGN DATA WRAPPER x",
      "ALTER ROLE parley_owner LOGIN", "ALTER ROLE parley_writer SET search_path = public",
      "ALTER ROLE postgres SET role = 'none'",
      "ALTER DATABASE CURRENT SET search_path = public", "ALTER SYSTEM SET search_path = 'public'",
      "ALTER FUNCTION log.append SECURITY INVOKER", "ALTER FUNCTION log.make_tables SET search_path = public",
      "CREATE OR REPLACE FUNCTION log.channel() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$",
      "SET ROLE parley_owner", "SET SESSION AUTHORIZATION postgres", "SET session_replication_role = replica",
      "SET session_preload_libraries = 'x'", "LOAD 'auto_explain'",
      "DO LANGUAGE plpgsql $$ BEGIN PERFORM pg_read_file('x'); END $$",
      "COPY (SELECT 1) TO PROGRAM 'true'",
      "ALTER DEFAULT PRIVILEGES FOR ROLE parley_owner GRANT ALL ON TABLES TO PUBLIC",
      "GRANT parley_owner TO CURRENT_USER", "GRANT parley_writer TO CURRENT_USER",
      // What makes tables takes no SQL.
      "SELECT log.make_tables('public', '[]')", "SELECT log.make_tables('pg_temp', '[]')",
      "SELECT log.drop_tables('log')",
      "SELECT log.drop_tables('public')",
      "SELECT log.key_tables('log', '[{\"name\":\"event\",\"key\":[\"by\"]}]')",
      "SELECT log.make_tables('read_next', '[{\"name\":\"t\",\"columns\":[{\"name\":\"x\",\"type\":\"text DEFAULT current_user\"}]}]')",
      "SELECT log.make_tables('read_next', '[{\"name\":\"t\",\"columns\":[{\"name\":\"x\",\"type\":\"log.tlp\"}]}]')",
    ]

  /// Those of the users who have become superusers.
  private var superusers: [String] {
    get throws {
      try superuser.query(
        "SELECT rolname::text FROM pg_roles WHERE rolsuper AND rolname = ANY (\(shared.users.values.sorted()))"
      ).map { try $0.get(0) }
    }
  }

  @Test("in no kind of object, in no place", arguments: SharedDatabase.roles)
  func nowhere(role: String) throws {
    let connection = try Connection(shared.program(role).conninfo)
    for plant in Self.plants {
      #expect(throws: PostgresError.self, "\(role): \(plant)") {
        try connection.script("BEGIN; \(plant); COMMIT")
      }
      try connection.script("ROLLBACK")
    }
    // To grant what is not one's own is a warning, and no error.
    for home in ["log", "read", "read_before", "public"] {
      try connection.script("GRANT ALL ON SCHEMA \(home) TO PUBLIC")
    }
    #expect(try Inventory(superuser).remarks == [])
    let doctor = try shared.owner.run("doctor")
    #expect(doctor.status == 0, "\(doctor)")
  }

  @Test("nor by names in what the tables are declared as")
  func names() throws {
    let connection = try Connection(shared.program("projector").conninfo)
    let name = #"t\" (x int); ALTER ROLE \#(shared.users["projector"] ?? "") SUPERUSER; --"#
    try connection.script(
      """
      SELECT log.make_tables('read_next', '[{"name":"\(name)","help":"'';SELECT 1/0;--","columns":
        [{"name":"a\\",b int); SELECT 1/0; --","type":"text","help":"$$"}],"key":["x"]}]')
      """)
    let made = try superuser.query("SELECT tablename::text FROM pg_tables WHERE schemaname = 'read_next'")
    #expect(
      try made.map { try $0.get(0, as: String.self) } == [
        String(name.replacing(#"\""#, with: "\"").prefix(63))
      ])
    #expect(try superusers == [])
    #expect(try shared.owner.run("rebuild").status == 0)
  }

  /// Makes a schema with a function, an operator or a view of the name of almost each that the system has, which tells
  /// that it was used.
  private static let traps = """
    CREATE SCHEMA trap;
    GRANT USAGE ON SCHEMA trap TO PUBLIC;
    CREATE FUNCTION trap.sprung() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE 'A trap was sprung.'; END $$;
    DO $do$
    DECLARE
        made text;
    BEGIN
        FOR made IN
            WITH routine AS (
                SELECT p.oid, p.proname, pg_get_function_identity_arguments(p.oid) AS arguments,
                       CASE WHEN p.proretset THEN 'SETOF ' ELSE '' END || format_type(p.prorettype, NULL) AS result
                FROM pg_proc p
                WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f' AND p.provariadic = 0
                  AND p.proallargtypes IS NULL AND NOT EXISTS (
                    SELECT FROM unnest(p.proargtypes || p.prorettype) t JOIN pg_type y ON y.oid = t
                    WHERE y.typtype = 'p' AND y.typname NOT IN ('anyelement', 'anyarray')))
            SELECT format('CREATE FUNCTION trap.%I(%s) RETURNS %s LANGUAGE plpgsql AS $$ BEGIN PERFORM trap.sprung(); END $$',
                          proname, arguments, result) FROM routine
            UNION ALL
            SELECT format('CREATE OPERATOR trap.%s (FUNCTION = trap.%I, LEFTARG = %s, RIGHTARG = %s)', o.oprname, r.proname,
                          format_type(o.oprleft, NULL), format_type(o.oprright, NULL))
            FROM pg_operator o JOIN routine r ON r.oid = o.oprcode WHERE o.oprkind = 'b'
            UNION ALL
            SELECT format('CREATE VIEW trap.%I AS SELECT * FROM pg_catalog.%1$I WHERE trap.sprung()', c.relname)
            FROM pg_class c
            WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v')
              AND c.relname <> 'pg_statistic_ext_data' AND NOT EXISTS (
                SELECT FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid WHERE a.attrelid = c.oid AND y.typtype = 'p')
        LOOP
            EXECUTE made;
        END LOOP;
    END
    $do$;
    GRANT SELECT ON ALL TABLES IN SCHEMA trap TO PUBLIC;
    """

  @Test("also by what a user may set for himself, or an owner for all, whoever then runs any command")
  func commands() throws {
    // What each of them can do: settings of their own, and rows in the tables, where they may fill these.
    for role in SharedDatabase.roles {
      let user = shared.users[role] ?? ""
      try Connection(shared.program(role).conninfo).script(
        "ALTER ROLE \(user) SET search_path = public, log, read; ALTER ROLE \(user) SET row_security = off")
    }
    let evil = try Connection(shared.program("writer").conninfo)
    try evil.script("UPDATE read.timeline SET headline = '; DROP TABLE log.event; --'")
    try superuser.script(Self.traps)
    try superuser.script("ALTER DATABASE \(shared.name) SET search_path = trap, pg_catalog")
    #expect(throws: PostgresError.self) { try Connection(shared.owner.conninfo).script("SELECT lower('A')") }
    let apart = ["server", "manual", "watch", "serve", "restore", "sync", "import", "complete", "evidence"]
    for role in ["owner", "writer", "auditor", "tlp_green"] {
      let program = role == "owner" ? shared.owner : try shared.program(role)
      for command in Commands.all {
        guard let name = command.configuration.commandName, !apart.contains(name) else { continue }
        // “backup” takes the name for that of a file.
        let outcome = try program.shell(
          "cd \"$(mktemp -d)\" && trap 'rm -r \"$PWD\"' EXIT && parley \(name) colombia-farc")
        #expect(
          !outcome.complaint.contains("trap was sprung") && outcome.status != 139,
          "\(role) \(name): \(outcome)")
      }
    }
    #expect(try superusers == [])
    #expect(try shared.owner.run("rebuild").status == 0 && shared.owner.run("verify").status == 0)
  }

  @Test("since each session takes on the least role that serves, with a search path of its own")
  func least() throws {
    let owners = try superuser.query(
      """
      SELECT string_agg(DISTINCT pg_get_userbyid(relowner), ' ') FROM pg_class
      WHERE relnamespace IN ('log'::regnamespace, 'read'::regnamespace, 'read_before'::regnamespace)
      """)
    #expect(try owners[0].get(0, as: String.self) == "parley_owner")
    for (user, asking, recording) in [
      ("postgres", "parley_projector", "parley_writer"), ("writer", "parley_projector", "parley_writer"),
      ("projector", "parley_projector", "parley_projector"), ("auditor", "parley_tlp_red", "parley_tlp_red"),
      ("tlp_green", "parley_tlp_green", "parley_tlp_green"), ("reader", "parley_reader", "parley_reader"),
    ] {
      let conninfo = user == "postgres" ? shared.owner.conninfo : try shared.program(user).conninfo
      for (capacity, role) in [(Capacity.reader, asking), (.writer, recording)] {
        let connection = try Connection(conninfo)
        try connection.takeOn(capacity)
        let now = try connection.query("SELECT current_user::text, current_setting('search_path')")[0]
        #expect(
          try now.get(0, as: String.self) == role && now.get(1, as: String.self) == "pg_catalog, pg_temp",
          "\(user)")
      }
    }
    // Functions that run with the owner's rights look for names where nobody else puts any.
    let open = try superuser.query(
      """
      SELECT proname::text FROM pg_proc WHERE pronamespace = 'log'::regnamespace AND prosecdef
        AND NOT EXISTS (SELECT FROM unnest(proconfig) c WHERE c IN ('search_path=log, pg_temp', 'search_path=pg_catalog, pg_temp'))
      """)
    #expect(try open.map { try $0.get(0, as: String.self) } == [])
  }
}

import ArgumentParser
import Foundation
import Postgres
import TestSupport
import Testing

@testable import ParleyCLI

@Suite("A reader below a marking finds out nothing that is marked higher")
struct CeilingTests {
  /// The word that withheld events alone hold.
  private static let secret = "xyzzy"
  /// An event that is marked RED.
  private static let hidden = "00000000-0000-7000-8000-000000000003"

  private let owner: Program
  private let reader: Program
  private let folder: String

  private static func id(_ number: Int) -> String {
    "00000000-0000-7000-8000-" + String(format: "%012d", number)
  }

  /// Lines of a journal, in which a `$` stands for the secret.
  private static let lines = [
    #"{"process":"demo","type":"process-defined","on":"2003","title":"Demo"}"#,
    #"{"process":"demo","type":"note-added","on":"2003","title":"Open"}"#,
    #"{"process":"demo","type":"measure-pledged","on":"2003","as":"$-freeze","party":"kp","title":"$","tlp":"RED"}"#,
    #"{"process":"demo","type":"note-added","on":"2004","title":"Amber $","tlp":"AMBER","parties":["us"]}"#,
    #"{"process":"demo","type":"note-added","on":"2004","title":"Raised $"}"#,
    #"{"process":"demo","type":"event-amended","amended":"@5","set":["tlp=amber"],"because":"$"}"#,
    #"{"process":"demo","type":"event-disputed","disputed":"@3","party":"us","account":["title=$ too"]}"#,
    #"{"process":"demo","type":"event-retracted","retracted":"@4","because":"$"}"#,
    #"{"process":"demo","type":"party-defined","party":"$-front","name":"$","tlp":"AMBER+STRICT"}"#,
    #"{"process":"$-talks","type":"talks-opened","on":"2004","title":"$","tlp":"RED"}"#,
    #"{"process":"demo","type":"note-added","on":"2005","title":"Cites","sources":[{"title":"$","tlp":"RED"}]}"#,
    #"{"process":"demo","type":"measure-pledged","on":"2005","as":"relief","party":"us","title":"Relief","tlp":"GREEN"}"#,
    #"{"process":"demo","type":"note-added","on":"2006","title":"Lowered","tlp":"RED"}"#,
    #"{"process":"demo","type":"event-amended","amended":"@13","set":["tlp=GREEN"],"because":"free"}"#,
  ]

  init() throws {
    let cluster = try TestCluster.shared()
    owner = Program(conninfo: try cluster.freshDatabase())
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(try owner.run("init", "--roles").status == 0)
    let journal = Self.lines.enumerated().map { number, line in
      let known = #""id":"\#(Self.id(number + 1))","known":"2026-01-01T00:00:00Z","#
      let targets = line.replacing(/@(\d+)/) { Self.id(Int($0.1) ?? 0) }
      return "{" + known + targets.replacing("$", with: Self.secret).dropFirst() + "\n"
    }.joined()
    let imported = try owner.run(["import", "-"], input: journal)
    #expect(imported.status == 0, "\(imported)")
    let connection = try Connection(owner.conninfo)
    let user = "green_\(UUID().uuidString.prefix(8).lowercased())"
    try connection.script(
      "CREATE USER \(user) IN ROLE parley_tlp_green; GRANT TEMPORARY ON DATABASE \(try connection.query("SELECT current_database()::text")[0].get(0, as: String.self)) TO \(user)"
    )
    let database: String = try connection.query("SELECT current_database()::text")[0].get(0)
    reader = Program(conninfo: cluster.conninfo(database: database, user: user))
  }

  private func psql(_ program: Program, _ script: String) throws -> String {
    let file = "\(folder)/\(UUID().uuidString).sql"
    try "\\set VERBOSITY verbose\n\(script)\n".write(toFile: file, atomically: true, encoding: .utf8)
    // Psql repeats the line of an error, which may hold what the test itself asks for.
    let outcome = try program.shell("psql -X -f \(file) '\(program.conninfo)'")
    return (outcome.output + outcome.complaint).split(separator: "\n")
      .filter { !$0.hasPrefix("LINE ") }.joined(separator: "\n")
  }

  private func hides(_ text: String, _ what: String) {
    #expect(!text.lowercased().contains(Self.secret), "\(what): \(text.prefix(2000))")
  }

  @Test("in the rows that it is shown, which are all of the others")
  func rows() throws {
    let places = "SELECT string_agg(position || ':' || right(id::text, 2), ' ' ORDER BY position) FROM log."
    let shown = try psql(
      reader, "\(places)extract_green; SELECT log.relation(), log.withholds(), log.ceiling()")
    #expect(shown.contains("\n 1:01 2:02 3:12 4:13 5:14\n"), "\(shown)")
    #expect(shown.contains(" extract_green | t         | GREEN"), "\(shown)")
    #expect(try psql(reader, "\(places)event").contains("42501: permission denied for table event"))
    for role in ["parley_auditor", "parley_projector", "parley_writer", "parley_tlp_red"] {
      #expect(try psql(owner, "SET ROLE \(role); SELECT count(*) FROM log.event").contains("\n    14\n"))
    }
    let plain = try psql(owner, "SET ROLE parley_reader; \(places)extract_clear; \(places)extract_green")
    #expect(plain.contains("\n 1:01 2:02\n") && plain.contains("denied for table extract_green"), "\(plain)")
  }

  @Test("in any table or view, by reading, copying or walking it")
  func relations() throws {
    let connection = try Connection(owner.conninfo)
    #expect(try owner.run("rebuild").status == 0)
    let relations = try connection.query(
      """
      SELECT c.oid::regclass::text FROM pg_class c
      WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND NOT c.relisshared OR c.relnamespace IN (
        SELECT oid FROM pg_namespace WHERE nspname IN ('log', 'read', 'read_before'))
      ORDER BY 1
      """
    ).map { try $0.get(0, as: String.self) }
    #expect(relations.contains("log.event") && relations.contains("read.timeline"))
    let script = relations.map { relation in
      let isOurs = relation.hasPrefix("log.") || relation.hasPrefix("read")
      return """
        SELECT t::text FROM \(relation) t;
        \(isOurs ? "COPY \(relation) TO STDOUT; COPY (SELECT * FROM \(relation)) TO STDOUT;" : "")
        BEGIN; DECLARE c CURSOR FOR SELECT * FROM \(relation); \(isOurs ? "FETCH ALL FROM c;" : "") END;
        """
    }.joined(separator: "\n")
    hides(try psql(reader, script), "relations")
    let seen = try psql(owner, "SELECT t::text FROM log.event t; COPY read.timeline TO STDOUT")
    #expect(seen.contains("Amber \(Self.secret)") && seen.contains("\(Self.secret)-freeze"))
    for table in ["log.head", "read.checkpoint", "read.timeline", "read.process", "read_before.timeline"] {
      #expect(
        try psql(reader, "SELECT count(*) FROM \(table)").contains("42501: permission denied"), "\(table)")
    }
  }

  @Test("from any function of the log")
  func functions() throws {
    let connection = try Connection(owner.conninfo)
    let functions = try connection.query(
      """
      SELECT p.oid::regproc::text, coalesce(array_agg(format_type(t.type, NULL) ORDER BY t.place)
        FILTER (WHERE t.type IS NOT NULL), '{}')
      FROM pg_proc p LEFT JOIN LATERAL unnest(p.proargtypes) WITH ORDINALITY t (type, place) ON true
      WHERE p.pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('log', 'read')) GROUP BY p.oid
      """)
    let values = [
      "text": ["'event-amended'", "'demo'"], "bigint": ["0", "3"], "uuid": ["'\(Self.hidden)'"],
      "log.tlp": ["'CLEAR'", "'RED'"], "name": ["current_user", "'postgres'"], "boolean": ["false"],
      "log.event": [
        "(SELECT e FROM log.event e WHERE id = '\(Self.hidden)')", "(SELECT e FROM log.event e LIMIT 1)",
      ],
      "log.new_event":
        [
          "('demo', gen_random_uuid(), 'event-erased', '{\"erased\":\"\(Self.hidden)\"}', NULL, 'x')::log.new_event"
        ],
      "log.new_event[]": ["ARRAY[('demo', '\(Self.hidden)', 'note-added', '{}', NULL, 'x')::log.new_event]"],
      "log.expectation[]": ["ARRAY[('demo', 1)::log.expectation]"],
    ]
    var script = ""
    for function in functions {
      let name: String = try function.get(0)
      let types: [String] = try function.get(1)
      for choice in 0..<2 {
        let arguments = types.map { type in
          let known = values[type] ?? ["NULL::\(type)"]
          return known[min(choice, known.count - 1)]
        }
        script += "SELECT * FROM \(name)(\(arguments.joined(separator: ", ")));\n"
      }
    }
    #expect(script.contains("log.exceeds('RED')") && script.contains("log.refresh_marking("))
    hides(try psql(reader, script), "functions")
  }

  @Test("by a function that lets out what it is given, an error, an estimate or a query in a query")
  func tricks() throws {
    let tricks = """
      CREATE FUNCTION pg_temp.leak(text) RETURNS boolean COST 0.0000001 LANGUAGE plpgsql
        AS $$BEGIN RAISE NOTICE 'seen %', $1; RETURN true; END$$;
      SELECT count(*) FROM log.event WHERE pg_temp.leak(body);
      SELECT count(*) FROM log.event e JOIN log.event f ON pg_temp.leak(e.body || f.body);
      CREATE OPERATOR pg_temp.### (FUNCTION = pg_temp.leak, RIGHTARG = text);
      SELECT count(*) FROM log.event WHERE OPERATOR(pg_temp.###) body;
      SELECT 1 / (CASE WHEN strpos(body, 'AMBER') > 0 THEN 0 ELSE 1 END) FROM log.event;
      SELECT count(*) FROM log.event WHERE position = 3 AND body::int = 1;
      SELECT count(*) FROM log.event WHERE id = '\(Self.hidden)' AND body::xml IS NOT NULL;
      SELECT * FROM log.event TABLESAMPLE SYSTEM (100);
      SELECT * FROM log.event WHERE ctid = '(0,3)';
      EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM log.event WHERE body LIKE '%freeze%';
      SELECT * FROM pg_stats WHERE schemaname IN ('log', 'read');
      SELECT query_to_xml('SELECT * FROM log.event', true, false, '');
      SELECT schema_to_xml('log', true, false, ''); SELECT database_to_xml(true, false, '');
      SELECT * FROM ts_stat('SELECT to_tsvector(''simple'', body) FROM log.event');
      SELECT pg_read_file('postmaster.pid'); SELECT * FROM pg_ls_waldir();
      INSERT INTO log.event (position, stream, version, id, type, by, known, recorded, commitment, leaf, chain)
        VALUES (3, 'demo', 3, '\(Self.hidden)', 'x', 'x', now(), now(), '', '', '');
      UPDATE log.event SET marking = 'CLEAR'; UPDATE log.setting SET marking = 'CLEAR';
      LOCK TABLE log.event; CREATE TABLE log.mine (x int REFERENCES log.event);
      CREATE TEMP TABLE mine (x bigint REFERENCES log.event);
      SET row_security = off; SELECT * FROM log.event; SET row_security = on;
      SET ROLE parley_tlp_red; SET ROLE parley_owner; SET SESSION AUTHORIZATION postgres;
      ALTER TABLE log.event DISABLE ROW LEVEL SECURITY; DROP POLICY seen ON log.event;
      CREATE TEMP VIEW mine AS SELECT * FROM log.event; SELECT * FROM mine;
      PREPARE p AS SELECT * FROM log.event; EXECUTE p; SET ROLE parley_reader; EXECUTE p; RESET ROLE;
      LISTEN parley_log; SELECT pg_sleep(0.1);
      """
    try Connection(owner.conninfo).script("ANALYZE log.event; ANALYZE read.timeline")
    for relation in ["log.event", "log.extract_green"] {
      let found = try psql(reader, tricks.replacing("log.event", with: relation))
      hides(found, "tricks")
      #expect(!found.contains("division by zero"))
      #expect(!found.contains("duplicate key"))
      #expect(found.contains("seen {") == (relation == "log.extract_green"))
    }
    let control = try psql(owner, tricks.components(separatedBy: "INSERT INTO")[0])
    #expect(control.contains("Amber \(Self.secret)") && control.contains("division by zero"))
  }

  @Test("by following, be it under the name of a follower who sees more")
  func followers() throws {
    _ = try psql(owner, "SELECT log.subscribe('full', 14); SELECT log.advance('full', 14)")
    let tried = try psql(
      reader, "SELECT log.subscribe('full', 0); SELECT log.advance('full', 2); SELECT log.advance('full', 14)"
    )
    #expect(tried.contains("PY008: There is no event 14 yet, so that no follower can have come so far."))
    #expect(try psql(owner, "SELECT max(position) FROM log.subscription").contains("\n  14\n"))
    let watched = try reader.shell("timeout 2 parley watch --name full --after 0")
    #expect(watched.output.contains("Relief") && watched.complaint == "", "\(watched)")
    hides(watched.output, "watch")
  }

  /// Command lines that a reader may try, by command.
  private var attempts: [String: [[String]]] {
    let somewhere = "\(folder)/\(UUID().uuidString)"
    return [
      "init": [[]], "rebuild": [[], ["--check"]], "verify": [[]], "doctor": [[]],
      "backup": [["-"], [somewhere]],
      "checkpoint": [["--key", "\(somewhere).key"]],
      "evidence": [[], ["--ceiling", "RED", "--provable"]],
      "prove": [["3", "--checkpoint", somewhere]],
      "erase": [["3", "--reason", "x", "--dry-run"], [Self.hidden, "--reason", "x"]],
      "export": ["markdown", "csv", "json", "journal"].flatMap {
        [["--format", $0], ["--format", $0, "--ceiling", "RED"]]
      },
      "events": [[], ["--json"], ["--backward", "--limit", "3"], ["--ceiling", "RED"], ["xyzz-talks"]],
      "history": [["3"], [Self.hidden], ["5", "--json"], ["1"]],
      "amend": [["3", "--set", "title=x", "--because", "x"]],
      "retract": [["3", "--because", "x"]],
      "merge": [["3", "1", "--because", "x"], ["1", "3", "--because", "x"]],
      "dispute": [["3", "--party", "us", "--account", "title=x"]], "resolve": [["3", "--because", "x"]],
      "why": [["demo", "xyzz-freeze"], ["demo", "standing"], ["demo", "relief", "--json"]],
      "diff": [
        ["demo", "--from", "2000"], ["demo", "--from", "2000", "--json"],
        ["demo", "--from", "2000", "--known"],
      ],
      "complete": [["processes"], ["parties"]],
      "show": [["demo"], ["demo", "--json"], ["xyzz-talks"], ["demo", "--as-of", "2004"]],
      "import": [[Example.journal]], "restore": [[somewhere]],
      "log": [
        ["note-added", "demo", "--on", "2003", "--title", "x"],
        ["note-added", "demo", "--id", Self.hidden, "--on", "2003", "--title", "x"],
      ],
    ]
  }

  @Test("from any command")
  func commands() throws {
    // These do not ask the database, or go on until they are stopped.
    let apart = ["server", "manual", "watch", "serve"]
    for command in Commands.all {
      guard let name = command.configuration.commandName, !apart.contains(name) else { continue }
      for words in attempts[name] ?? [
        [], ["demo"], ["--json"], ["--as-known", "2026-02-01"], ["xyzz-talks"],
      ] {
        let outcome = try reader.run([name] + words)
        hides(outcome.output + outcome.complaint, "\(name) \(words)")
      }
    }
    hides(try reader.shell("timeout 2 parley watch --after 0 --json").output, "watch")
  }

  @Test("from any page, nor does anybody else under that ceiling")
  func pages() throws {
    for served in [
      try ServedRecord(reader), try ServedRecord(owner, "--ceiling", "GREEN"),
      // As a page asks it, which may try to see more.
      try ServedRecord(owner, "--ceiling", "GREEN", asking: "ceiling=RED"),
    ] {
      let answers = ServedPages.names.map { "/demo/\($0)" }
      let hidden = [
        "/\(Self.secret)-talks", "/\(Self.secret)-talk", "/xyzz-talks", "/demo/why/xyzz-freeze",
        "/demo/why/\(Self.secret)-freeze.status", "/events/\(Self.hidden)", "/demo?according-to=xyzz",
      ]
      let shown = (1...14).map { "/events/\($0)" } + ["/", "/demo", "/demo/check", "/demo/why/standing"]
      for type in ["text/html", "application/json"] {
        let pages = (shown + answers + hidden).map { path in
          Asked(path: served.address(path), headers: ["Accept": type])
        }
        for (asked, answer) in zip(pages, try served.ask(pages)) {
          // What was asked for may be told back.
          let known = asked.path.contains(Self.secret) ? Self.secret : ""
          hides(answer.body.replacing(known, with: ""), asked.path)
          hides("\(answer.headers)", asked.path)
        }
      }
      let events = try served.listen(served.address("/parley.events"), after: 0, for: 2)
      #expect(!events.isEmpty)
      hides("\(events)", "events")
    }
  }

  @Test("and what is withheld changes no page")
  func stillPages() throws {
    let served = try ServedRecord(owner, "--ceiling", "GREEN")
    let paths = ["/", "/demo", "/demo.json", "/demo/timeline", "/demo/timeline.json", "/events/2"].map {
      Asked(path: $0)
    }
    let before = try served.ask(paths)
    let outcome = try owner.run(
      "log", "note-added", "demo", "--on", "2007", "--title", "More \(Self.secret)", "--tlp", "AMBER")
    #expect(outcome.status == 0)
    let after = try served.ask(paths)
    #expect(before.map(\.body) == after.map(\.body))
    #expect(before.map { $0.headers["etag"] } == after.map { $0.headers["etag"] })
  }

  @Test("and is told so, with the answer")
  func told() throws {
    let list = try reader.run("list")
    #expect(list.status == 0 && list.complaint == "Up to TLP:GREEN.\n", "\(list)")
    let json = try #require(try reader.run("list", "--json").json() as? [String: Any])
    #expect(json["ceiling"] as? String == "GREEN")
    #expect(try reader.run("show", "demo").output.contains("as of today, up to TLP:GREEN"))
    let export = try reader.run("export", "demo")
    #expect(
      export.output.hasPrefix("# Demo\n\nTLP:GREEN\n\n")
        && export.output.contains("Up to TLP:GREEN; a ceiling was applied."))
    for words in [
      ["verify"], ["doctor"], ["backup", "-"], ["evidence"], ["checkpoint", "--key", "\(folder)/k"],
    ] {
      let outcome = try reader.run(words)
      #expect(outcome.status == 77 && outcome.output == "", "\(words): \(outcome)")
      #expect(
        outcome.complaint.hasSuffix(
          "This takes a user who may see all of the log; you may see what is marked up to TLP:GREEN.\n"))
    }
  }

  @Test("but reads the tables and all of the log where nothing is marked higher")
  func nothingWithheld() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    #expect(try program.run("init", "--roles").status == 0)
    #expect(try program.run("log", "note-added", "demo", "--on", "2003", "--title", "Open").status == 0)
    let counts =
      "SET ROLE parley_reader; SELECT (SELECT count(*) FROM read.timeline), (SELECT position FROM log.head)"
    #expect(try psql(program, counts).contains("\n     1 |        1\n"))
    let amber = try program.run("init", "--default-marking", "amber")
    #expect(amber.status == 0)
    #expect(try psql(program, counts).contains("42501: permission denied for table timeline"))
    #expect(
      try psql(program, "SET ROLE parley_tlp_amber; SELECT count(*) FROM read.timeline").contains(
        "\n     1\n"))
    let wrong = try program.run("init", "--default-marking", "purple")
    #expect(
      wrong.status == 65
        && wrong.complaint
          == "parley: “purple” is not a marking of the Traffic Light Protocol (CLEAR, GREEN, AMBER, AMBER+STRICT, RED).\n"
    )
  }
}

import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A role with a ceiling recovers nothing of what is above it")
struct CeilingAttackTests {
  /// Two databases that hold the same up to GREEN, and much or little above it.
  private let attacked: [SharedDatabase]

  init() throws {
    attacked = try [1, 100].map { count in
      let shared = try SharedDatabase()
      let connection = try Connection(shared.owner.conninfo)
      // The same visible events in the same appends, with what is withheld between them.
      for round in 0..<6 {
        try connection.script(Self.append(round * 20..<round * 20 + 20, "up to GREEN"))
        for hidden in 0..<count {
          let number = 1000 + round * 100 + hidden
          try connection.script(Self.append(number..<number + 1, "RED"))
        }
      }
      #expect(try shared.owner.run("rebuild").status == 0)
      try connection.script("VACUUM ANALYZE")
      return shared
    }
  }

  private static func append(_ numbers: Range<Int>, _ marking: String) -> String {
    let events = numbers.map { number in
      let body =
        marking == "RED"
        ? #"{"on":"2004","title":"secret \#(number) xyzzy","tlp":"RED"}"#
        : #"{"on":"2003","title":"Open \#(number)"\#(number % 3 == 0 ? #","tlp":"GREEN""# : "")}"#
      let id = "00000000-0000-4000-8000-" + String(format: "%012d", number)
      return "('talks-\(number % 4)', '\(id)', 'note-added', '\(body)', NULL, 'desk')::log.new_event"
    }
    return "SELECT * FROM log.append('{}', ARRAY[\(events.joined(separator: ","))])"
  }

  /// What a statement asks of.
  private static let targets = [
    "log.extract_green", "log.extract_green", "log.extract_green", "log.extract_clear", "log.extract",
    "log.extract_amber",
    "log.event", "log.head", "log.clearance", "log.mention", "log.subscription", "log.setting",
    "log.migration",
    "read.timeline", "read.process", "read.checkpoint", "read.search_words", "read_before.timeline",
    "pg_stats", "pg_stats_ext", "pg_stat_all_tables", "pg_statio_user_indexes", "pg_stat_database",
    "pg_locks",
    "pg_stat_activity", "pg_prepared_xacts", "pg_stat_wal", "pg_stat_progress_vacuum",
    "pg_stat_user_functions", "pg_sequences",
  ]

  private static let conditions = [
    "true", "position = $", "position > $", "position BETWEEN 1 AND $", "version >= $", "id::text < '$'",
    "id = '00000000-0000-4000-8000-000000001$00'", "type LIKE 'n%'", "body LIKE '%xyzzy%'",
    "stream = 'talks-1'",
    "marking > 'CLEAR'", "recorded < now()", "headline ~ 'secret'", "ctid > '(0,$)'", "xmin::text::int > $",
    "chain IS NULL",
    "1 / (position - $) > 0", "body::int = $", "position = (SELECT max(position) FROM log.extract_green)",
  ]

  private static let forms = [
    "SELECT count(*) FROM @", "SELECT * FROM @ LIMIT $", "EXPLAIN SELECT * FROM @",
    "EXPLAIN VERBOSE SELECT count(*) FROM @",
    "EXPLAIN (ANALYZE, BUFFERS, WAL, TIMING OFF, SUMMARY OFF) SELECT * FROM @",
    "EXPLAIN (ANALYZE, VERBOSE, BUFFERS, SETTINGS, FORMAT JSON, TIMING OFF, SUMMARY OFF) SELECT count(*) FROM @",
    "EXPLAIN (GENERIC_PLAN) SELECT * FROM @", "COPY (SELECT * FROM @) TO STDOUT", "TABLE @", "LOCK TABLE @",
    "SELECT * FROM @ FOR UPDATE", "SELECT * FROM @ TABLESAMPLE SYSTEM (50) REPEATABLE (1)", "ANALYZE @",
    "VACUUM @",
    "SELECT pg_relation_size('@')", "SELECT pg_total_relation_size('@')",
    "SELECT pg_relation_filepath('@') IS NULL",
    "SELECT reltuples, relpages FROM pg_class WHERE oid = '@'::regclass",
    "SELECT relhasindex FROM pg_class WHERE oid = '@'::regclass",
    "SELECT xmin FROM pg_attribute WHERE attrelid = '@'::regclass",
    "SELECT pg_stat_get_live_tuples('@'::regclass)",
    "SELECT pg_stat_get_tuples_inserted('@'::regclass)",
    "SELECT * FROM pg_stats WHERE tablename = split_part('@', '.', 2)",
    "DELETE FROM @", "UPDATE @ SET position = 1", "INSERT INTO @ SELECT * FROM @", "TRUNCATE @",
    "CREATE TEMP TABLE mine AS SELECT * FROM @", "DECLARE c CURSOR FOR SELECT * FROM @",
    "SELECT query_to_xml('SELECT * FROM @', true, false, '')",
    "DO $body$ BEGIN PERFORM * FROM @; END $body$", "SELECT has_table_privilege('@', 'SELECT')",
  ]

  private static let alone = [
    "SELECT log.relation(), log.withholds(), log.ceiling(), log.channel()",
    "SELECT log.ceiling('parley_writer')",
    "SELECT log.subscribe('f$', 0)", "SELECT log.advance('f$', $)", "SELECT log.settle()",
    "SELECT log.flush()", "SELECT log.wake()",
    "SELECT log.exceeds('GREEN')", "SELECT * FROM log.seen_up_to('RED')", "SELECT log.extend_extracts()",
    "SELECT * FROM log.append('{}', ARRAY[('talks-1', '00000000-0000-4000-8000-000000001$01', 'note-added', '{}', NULL, 'x')::log.new_event])",
    "SELECT * FROM log.append(ARRAY[('talks-1', $)::log.expectation], '{}')",
    "SELECT log.erase('00000000-0000-4000-8000-000000001001', NULL)",
    "SELECT pg_current_xact_id()", "SELECT txid_current()", "SELECT age('3'::xid)",
    "SELECT pg_current_wal_lsn()",
    "SELECT pg_current_snapshot()", "SELECT pg_export_snapshot()",
    "SELECT pg_database_size(current_database())",
    "SELECT pg_notification_queue_usage()", "SELECT pg_last_committed_xact()", "SELECT lo_create(0)",
    "SELECT datfrozenxid FROM pg_database",
    "SELECT pg_sequence_last_value('log.x'::regclass)", "LISTEN parley_log", "SET debug_print_plan = on",
    "SET client_min_messages = log",
    "SET enable_seqscan = off", "SET row_security = off", "SET log_statement_stats = on",
    "SET default_statistics_target = 1",
    "SET ROLE parley_tlp_red", "SET ROLE parley_reader", "RESET ROLE",
    "SELECT refobjid = 0, count(*) FROM pg_depend GROUP BY 1 HAVING false",
    "SELECT schema_to_xml('log', true, false, '')", "SELECT pg_get_viewdef('log.event'::regclass)",
    "SHOW ALL",
  ]

  /// Asks of both databases, and gives the answers as they are without what differs between any two databases.
  private func ask(_ statements: [String], role: String) throws -> [String] {
    let answers = try attacked.map { shared in
      let program = try shared.program(role)
      let script = statements.joined(separator: ";\n") + ";\n"
      let said = try program.shell("psql -X -A -a -v VERBOSITY=verbose \"$DATABASE_URL\" 2>&1", input: script)
      let names = [shared.name] + shared.users.values
      return names.reduce(said.output) { $0.replacing($1, with: "NAME") }
        .replacing(/\\x[0-9a-f]{64}|[A-Za-z0-9+\/]{43}=/, with: "HASH").replacing(
          /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\+00/, with: "MOMENT"
        )
        .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(\+00:00|Z)?/, with: "MOMENT")
        // Planning reads the catalogue, of which a session's caches differ.
        .replacing(/(?m)^ *Planning:.*\n( *Buffers: .*\n)?/, with: "").replacing(
          /"Planning": \{[^}]*\},?/, with: "")
    }
    var asked: Substring = ""
    for (few, many) in zip(answers[0].split(separator: "\n"), answers[1].split(separator: "\n")) {
      if few.hasSuffix(";") { asked = few }
      if few == many { continue }
      Issue.record("\(asked) tells the \(role) much from little: “\(few.prefix(300))”, “\(many.prefix(300))”")
      break
    }
    #expect(answers[0].count == answers[1].count)
    return [answers[0], answers[1]]
  }

  @Test("by a thousand statements, each made of what the last ones told", arguments: ["tlp_green", "reader"])
  func adaptive(role: String) throws {
    var dice = Dice(seed: 16)
    var numbers = ["1", "7", "100"]
    var asked = 0
    var found = ""
    for _ in 0..<5 {
      let statements = (0..<100).map { _ in
        let number = numbers.randomElement(using: &dice) ?? "1"
        let condition = Self.conditions.randomElement(using: &dice) ?? ""
        let form = Self.forms.randomElement(using: &dice) ?? ""
        // How large the catalogue is differs between any two databases.
        let targets = form.hasPrefix("EXPLAIN") ? Self.targets.filter { !$0.hasPrefix("pg_") } : Self.targets
        let target = targets.randomElement(using: &dice) ?? ""
        let isAlone = Int.random(in: 0..<6, using: &dice) == 0
        let asks = form.hasPrefix("SELECT count(*)") || form.hasPrefix("EXPLAIN")
        let statement =
          isAlone ? Self.alone.randomElement(using: &dice) ?? "" : form + (asks ? " WHERE \(condition)" : "")
        return statement.replacing("@", with: target).replacing("$", with: number)
      }
      asked += statements.count
      let answers = try ask(statements, role: role)
      found += answers.joined()
      // The next ones aim at what was told.
      numbers += answers[0].matches(of: /\b\d{1,6}\b/).suffix(200).map { String($0.output) }
    }
    #expect(asked == 500)
    // What was asked is in the output itself.
    #expect(!found.lowercased().contains("secret 1"))
    #expect(found.contains("Open 1\"") && found.contains("permission denied for table event"))
  }

  @Test("while the same statements tell whoever may see it")
  func control() throws {
    let answers = try attacked.map { shared in
      try shared.program("auditor").shell(
        "psql -X -Atc \"SELECT count(*), pg_relation_size('log.event') > 0, max(reltuples) > 0 FROM log.event, pg_class WHERE relname = 'event'\" \"$DATABASE_URL\""
      ).output
    }
    #expect(answers == ["126|t|t\n", "720|t|t\n"])
  }
}

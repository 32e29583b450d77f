import EventStore
import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

@Suite("What parley cannot do it says in a sentence, and records nothing of it")
struct ErrorCatalogueTests {
  private func desk() throws -> (Program, Connection) {
    let conninfo = try TestCluster.shared().freshDatabase()
    let program = Program(conninfo: conninfo)
    #expect(try program.run("log", "process-defined", "demo", "--on", "2020", "--title", "Demo").status == 0)
    return (program, try Connection(conninfo))
  }

  private func file(_ bytes: [UInt8]) throws -> String {
    let path = "/tmp/catalogue-\(UUID().uuidString).jsonl"
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  @Test(
    "a wrong command line",
    arguments: [
      (
        ["log", "party-joined", "demo", "--party", "cn", "--on", "2003-02-30"], 65,
        "--on: There is no day 30: February 2003 has 28 days"
      ),
      (
        ["log", "party-joined", "demo", "--party", "farq", "--on", "2003"], 65,
        "--party: There is no party “farq”. Introduce a new one with “parley log party-defined”.\n"
      ),
      (
        ["log", "party-joined", "demo", "--party", "cn", "--on", "2003", "--rol", "host"], 64,
        "party-joined has no option “--rol”. Did you mean “--role”?\n"
      ),
      (
        ["log", "position-stated", "demo", "--wants", "x"], 64,
        "position-stated has no option “--wants”. “parley log position-stated --help” lists them.\n"
      ),
      (
        ["log", "amend", "demo"], 64,
        "“amend” is no event type but a command: “parley amend --help”.\n"
      ),
      (
        ["log", "note-added", "demo", "--title", "x", "--source", "T [Z9]"], 65,
        "--source: “[Z9]” is no grade;"
      ),
      (
        ["log", "party-joind", "demo", "--party", "cn", "--on", "2003"], 64,
        "There is no event type “party-joind”. Did you mean “party-joined”? “parley log --help” lists them.\n"
      ),
      (
        ["log", "setback-overcome", "demo", "--setback", "nope", "--on", "2003"], 65,
        "--setback: There is no setback “nope” in demo. Record it first, or name a new one with --as where the event may be its first.\n"
      ),
      (
        ["log", "note-added", "demo", "--title", "x", "--source", "@ucdp"], 65,
        "--source: There is no source “ucdp”. Define one with “parley log source-defined”.\n"
      ),
      (
        ["log", "note-added", "demo", "--title", "x", "--source", "@[UCDP"], 65,
        "--source: "
      ),
      (
        ["log", "source-defined", "demo", "--key", "ucdp"], 65,
        "--title: The source “ucdp” is new, so that it needs a title.\n"
      ),
      (
        ["log", "source-defined", "demo", "--key", "ucdp", "--title", "x", "--reliability", "G"], 65,
        "--reliability: “G” is not a reliability (A, B, C, D, E, F).\n"
      ),
      (
        ["show", "dmeo"], 65,
        "There is no process “dmeo”. Did you mean “demo”? “parley list” shows them all.\n"
      ),
      (
        ["timeline", "demo", "--as-of", "2003-13-01"], 65,
        "“2003-13-01” is not a day; write it as 2007-02-13.\n"
      ),
      (
        ["import", "/tmp/not-there.jsonl"], 66,
        "“/tmp/not-there.jsonl” cannot be read: No such file or directory.\n"
      ),
      (
        ["export", "demo", "--format", "csv", "--output", "/nonexistent/x.csv"], 73,
        "“/nonexistent/x.csv” cannot be written: its folder does not exist.\n"
      ),
    ] as [([String], Int32, String)])
  func commandLine(words: [String], status: Int32, sentence: String) throws {
    let (program, connection) = try desk()
    let outcome = try program.run(words)
    #expect(outcome.status == status)
    #expect(outcome.output == "")
    #expect(outcome.complaint.hasPrefix("parley: " + sentence), "\(outcome.complaint)")
    #expect(try PostgresLog(connection).head() == 1)
  }

  @Test("a bad file, by file, line, column and reason", arguments: 0..<4)
  func files(number: Int) throws {
    let good = #"{"process":"demo","type":"note-added","on":"2003","title":"Good"}"# + "\n"
    let open = #"{"process":"demo","type":"talks-opened","on":"2003""#
    let cases: [(bytes: [UInt8], sentence: String)] = [
      (Array((good + open + "\n").utf8), ":2:52: The JSON ends before its closing bracket."),
      (
        Array((good + open + ",\"title\":\"").utf8) + [0xFF] + Array("\"}\n".utf8),
        ":2:62: This text is not valid UTF-8; save the file as UTF-8."
      ),
      (
        Array((good + open + ",\"title\":\"").utf8) + [UInt8](repeating: 0x78, count: 50_000_000)
          + Array("\"}\n".utf8),
        ":2: Line 2 is longer than 16 MiB; write one event a line, and keep long texts elsewhere."
      ),
      ([], "There is no event in “"),
    ]
    let (program, connection) = try desk()
    let path = try file(cases[number].bytes)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let outcome = try program.run("import", path)
    #expect(outcome.status == 65 && outcome.output == "")
    #expect(outcome.complaint.contains(cases[number].sentence), "\(outcome.complaint)")
    #expect(try PostgresLog(connection).head() == 1)
    if number < 3 {
      #expect(try program.run("import", "--keep-going", path).status == 1)
      #expect(try PostgresLog(connection).head() == 2)
    }
  }

  @Test("a database that a parley from before the first release set up")
  func unreleased() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let connection = try Connection(program.conninfo)
    try connection.script(
      """
      CREATE SCHEMA log;
      CREATE TABLE log.migration (
          name text COLLATE "C" PRIMARY KEY, sha256 text NOT NULL, applied timestamptz NOT NULL DEFAULT now());
      INSERT INTO log.migration (name, sha256) VALUES ('log_001_events', 'x'), ('log_010_sources', 'x');
      CREATE TABLE log.event (position bigint); INSERT INTO log.event VALUES (1);
      """)
    for words in [
      ["doctor"], ["init"], ["list"], ["show", "demo"], ["timeline", "demo"], ["events"], ["export"],
      ["verify"],
      ["log", "note-added", "demo", "--on", "2003", "--title", "x"], ["import", Example.journal], ["rebuild"],
      ["check"], ["watch"], ["serve", "--port", "0"], ["backup", "/tmp/none-such/file"],
      ["erase", "1", "--reason", "x"],
    ] {
      let outcome = try program.run(words)
      #expect(outcome.status == 78 && outcome.output == "", "\(words): \(outcome)")
      #expect(
        outcome.complaint
          == "parley: This database was set up by a parley from before the first release; export it with that parley (parley export --format journal --output FILE) and import the file into a new database with this one (parley import FILE).\n",
        "\(words)")
    }
    let tables = try connection.query(
      """
      SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('log', 'read') ORDER BY 1
      """)
    #expect(try tables.map { try $0.get(0, as: String.self) } == ["log.event", "log.migration"])
    #expect(try connection.query("SELECT FROM log.event").count == 1)
  }

  @Test("no server, and a database that only reads")
  func servers() throws {
    let nowhere = Program(conninfo: "host=/tmp/none-such user=x dbname=y")
    var outcome = try nowhere.run("list")
    #expect(outcome.status == 69 && outcome.output == "")
    #expect(
      outcome.complaint
        == "parley: PostgreSQL cannot be reached at /tmp/none-such/.s.PGSQL.5432: No such file or directory. Start the server, or name another host or port.\n"
    )
    let (program, connection) = try desk()
    let readOnly = Program(conninfo: program.conninfo + " options='-c default_transaction_read_only=on'")
    outcome = try readOnly.run("log", "note-added", "demo", "--on", "2003", "--title", "x")
    #expect(outcome.status == 77 && outcome.output == "", "\(outcome)")
    #expect(outcome.complaint == "parley: The database is read-only; record on its primary server instead.\n")
    #expect(try PostgresLog(connection).head() == 1)
    #expect(try readOnly.run("show", "demo").status == 0)
  }

  @Test("a full disk", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func full() throws {
    let (program, _) = try desk()
    let outcome = try program.run("export", "demo", "--format", "csv", "--output", "/dev/full")
    #expect(outcome.status == 73 && outcome.output == "")
    #expect(outcome.complaint == "parley: “/dev/full” cannot be written: the disk is full.\n")
    // The device is still one.
    var info = stat()
    #expect(stat("/dev/full", &info) == 0 && info.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("a wrong password, and a missing one")
  func password() throws {
    let cluster = try TestCluster.shared()
    let (program, connection) = try desk()
    try connection.script("CREATE USER wary PASSWORD 'right' IN ROLE \(TestCluster.passwordRole)")
    let database: String = try connection.query("SELECT current_database()::text")[0].get(0)
    let wary = Program(conninfo: cluster.conninfo(database: database, user: "wary"))
    for (settings, sentence) in [
      (["PGPASSWORD": "wrong"], "refused the connection: password authentication failed for user \"wary\""),
      ([:], "asks for the password of user \"wary\". Give it in ~/.pgpass"),
    ] {
      let outcome = try wary.run(["list"], environment: settings)
      #expect(outcome.status == 77 && outcome.output == "", "\(outcome)")
      #expect(outcome.complaint.hasPrefix("parley: ") && outcome.complaint.contains(sentence), "\(outcome)")
    }
    #expect(try program.run("list").status == 0)
  }
}

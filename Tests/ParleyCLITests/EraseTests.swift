import Foundation
import Postgres
import Talks
import TestSupport
import Testing

@Suite("“parley erase”")
struct EraseTests {
  private let program: Program
  private let owner: Connection

  init() throws {
    program = Program(conninfo: try TestCluster.shared().freshDatabase())
    owner = try Connection(program.conninfo)
    for words in [
      ["party-joined", "demo", "--party", "cn", "--on", "2003-04-23"],
      [
        "measure-pledged", "demo", "--party", "kp", "--as", "freeze", "--title", "Secret freeze", "--on",
        "2003-05",
      ],
      ["measure-implemented", "demo", "--party", "kp", "--measure", "freeze", "--on", "2003-06"],
    ] {
      let outcome = try program.run(["log"] + words)
      #expect(outcome.status == 0, "\(outcome)")
    }
  }

  @Test("takes the content out of the log and of every table, says so, and all of it still verifies")
  func erases() throws {
    #expect(try program.run("rebuild").status == 0)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (checkpoint, key) = (folder.appending(path: "c").path, folder.appending(path: "k").path)
    #expect(try program.run("checkpoint", "--key", key, "--output", checkpoint).status == 0)
    #expect(
      try program.run("erase", "2", "--reason", "no", "--dry-run").output
        == "Would erase event 2 of demo: Secret freeze\n")

    let erased = try program.run("erase", "2", "--reason", "asked by the source")
    #expect(
      erased.output.hasPrefix(
        "Erased event 2 of demo: Secret freeze\nEvent 4 says so.\nWhat may still hold it:\n  the server's write-ahead log, in segments up to 0000"
      ), "\(erased)")
    #expect(
      erased.output.hasSuffix(
        "\n  backups, exports, evidence and journals that were made before, and copies of the disk: parley knows of none\n"
      ))
    #expect(try program.run("events", "demo").output.contains("Event 2 is erased: asked by the source"))
    let dump = try program.shell("pg_dump --schema=log --schema='read*' '\(program.conninfo)'")
    #expect(dump.status == 0 && dump.output.contains("asked by the source"))
    #expect(!dump.output.contains("Secret freeze"))

    let verified = try program.run("verify", "--key", key, "--checkpoint", checkpoint)
    #expect(verified.status == 0, "\(verified)")
    #expect(
      verified.output.hasPrefix(
        "All 4 events are as they were recorded (1 of them erased) and agree with the checkpoint."))
    #expect(try program.run("rebuild", "--check").status == 0)
    let evidence = folder.appending(path: "e").path
    #expect(try program.run("evidence", "--output", evidence).status == 0)
    #expect(try program.run("verify", evidence, "--key", key, "--checkpoint", checkpoint).status == 0)
    // Others go on recording, and the measure that lost its pledge keeps what was done about it.
    #expect(try program.run("log", "note-added", "demo", "--title", "After", "--on", "2004").status == 0)
    #expect(try program.run("measures", "demo", "--json").rows()[0]["implemented"] as? String == "2003-06")
  }

  @Test("leaves a name that others speak of to be spoken of")
  func names() throws {
    #expect(try program.run("erase", "2", "--reason", "no").status == 0)
    let logged = try program.run(
      "log", "measure-verified", "demo", "--party", "kp", "--measure", "freeze", "--on", "2003-07")
    #expect(logged.status == 0, "\(logged)")
  }

  @Test("refuses what cannot be erased, and changes nothing")
  func refuses() throws {
    #expect(try program.run("erase", "1", "--reason", "first").status == 0)
    let said = try Connection(program.conninfo).query(
      "SELECT body::json ->> 'on' FROM log.event WHERE position = 4")
    let day = try EDTF(said[0].get(0, as: String.self)).inWords
    for (words, status, complaint) in [
      (["9"], 65, "There is no event 9; the last one is event 4, and “parley events” lists them."),
      (["1"], 65, "Event 1 was erased on \(day) by desk, as event 4 says: first"),
      (["4"], 65, "Event 4 says that another was erased, and stays."),
      (
        ["freeze"], 64,
        "“freeze” is no event; give its position in the log, its id or the last 4 or more digits of that."
      ),
    ] {
      let outcome = try program.run(["erase"] + words + ["--reason", "no"])
      #expect(outcome.status == status && outcome.complaint == "parley: \(complaint)\n", "\(outcome)")
    }
    let logged = try program.run(
      "log", "event-erased", "demo", "--erased", "x", "--because", "y", "--on", "2003")
    #expect(logged.status == 64)
    #expect(
      logged.complaint
        == "parley: “parley erase” erases an event and records that; it is not logged by itself.\n")
    let log = try owner.query("SELECT count(*), count(body) FROM log.event")[0]
    #expect(try log.get(0, as: Int64.self) == 4 && log.get(1, as: Int64.self) == 3)
  }

  @Test("is the only way: a body taken out without a record is refused, or found")
  func onlyWay() throws {
    let error = #expect(throws: PostgresError.self) {
      try owner.execute("UPDATE log.event SET body = NULL, salt = NULL WHERE position = 2")
    }
    #expect(error?.code.rawValue == "PY004")
    for record in ["'note-added', '{}'", "'event-erased', '{\"erased\":\"x\"}'"] {
      let error = #expect(throws: PostgresError.self) {
        try owner.script(
          """
          SELECT log.erase((SELECT id FROM log.event WHERE position = 2),
            ('demo', gen_random_uuid(), \(record), NULL, 'x')::log.new_event)
          """)
      }
      #expect(error?.code.rawValue == "PY005")
    }
    #expect(try owner.query("SELECT position FROM log.head")[0].get(0) == Int64(3))
    try owner.script(
      """
      ALTER TABLE log.event DISABLE TRIGGER ALL;
      UPDATE log.event SET body = NULL, salt = NULL WHERE position = 2
      """)
    let verified = try program.run("verify")
    #expect(verified.status == 1)
    #expect(verified.output.hasPrefix("event 2: Its body is gone, and no event says that it was erased.\n"))
  }

  @Test("says what it needs on the command line")
  func usage() throws {
    for (words, complaint) in [
      (["2"], "Name the event that is to be erased, and say why with --reason."),
      (["--reason", "no"], "Name the event that is to be erased, and say why with --reason."),
      (
        ["--finish", "2", "--reason", "no"],
        "--finish completes what was recorded; it takes no event and no reason."
      ),
      (["2", "--reason", "no", "--wait", "-1"], "--wait is a number of seconds."),
    ] {
      let outcome = try program.run(["erase"] + words)
      #expect(outcome.status == 64 && outcome.complaint.hasPrefix("Error: \(complaint)\n"), "\(outcome)")
    }
  }

  // MARK: Storage

  /// The files of the server, apart from its write-ahead log, in which some bytes stand; those of this database alone
  /// among the databases.
  private func files(holding texts: [String]) throws -> [String] {
    try owner.script("CHECKPOINT")
    let data = URL(filePath: "\(try TestCluster.shared().folder)/data")
    let number: Int32 = try owner.query(
      "SELECT oid::integer FROM pg_database WHERE datname = current_database()")[0].get(0)
    let own = "base/\(number)/"
    let all = FileManager.default.enumerator(atPath: data.path)?.compactMap { $0 as? String } ?? []
    let wanted = all.filter { path in
      !path.hasPrefix("pg_wal")
        && (!path.hasPrefix("base/") || path.hasPrefix(own) || path.contains("pgsql_tmp"))
    }
    return wanted.filter { path in
      guard let bytes = try? Data(contentsOf: data.appending(path: path)) else { return false }
      return texts.contains { bytes.firstRange(of: Data($0.utf8)) != nil }
    }
  }

  /// Letters that no compression makes shorter.
  private func secret(_ count: Int) -> String {
    String(
      (0..<count).compactMap { _ in
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".randomElement()
      })
  }

  @Test(
    "leaves nothing in the files of the database: tables, what they keep apart, earlier ones, extracts, statistics"
  )
  func storage() throws {
    #expect(try program.run("init", "--roles").status == 0)
    let (word, text) = (secret(24).lowercased(), secret(9_000))
    for words in [
      ["note-added", "demo", "--on", "2004", "--title", "Above \(word)", "--summary", text],
      ["note-added", "demo", "--on", "2004", "--title", "Marked", "--tlp", "RED"],
    ] { #expect(try program.run(["log"] + words).status == 0) }
    #expect(try program.run("rebuild").status == 0)
    #expect(try program.run("search", word).output.contains(word))
    try owner.script("ANALYZE")
    let secrets = [word, String(text.prefix(80)), String(text.suffix(80))]
    // The log and its long bodies, the extracts, two generations of tables, and parsed words.
    let before = try files(holding: secrets)
    #expect(before.count >= 10, "\(before)")
    // A sample in the statistics would stand among the files of the catalogue; none is taken of what is longer than a KiB.
    let statistics: String = try owner.query("SELECT pg_relation_filepath('pg_statistic'::regclass)")[0].get(
      0)
    let sampled = try files(holding: [word, "Secret freeze"])
    #expect(sampled.count >= 4 && !sampled.contains { $0.hasPrefix(statistics) }, "\(sampled)")

    let erased = try program.run("erase", "4", "--reason", "asked by the source")
    #expect(erased.status == 0, "\(erased)")
    try owner.script("ANALYZE")
    #expect(try files(holding: secrets) == [])
    #expect(try program.run("verify").status == 0)
    #expect(try program.run("timeline", "demo").output.contains("Marked"))
  }

  @Test("is refused while statistics are kept that hold samples of what is to be erased")
  func statistics() throws {
    try owner.script("CREATE STATISTICS log.sample ON (lower(body)), (length(body)) FROM log.event; ANALYZE")
    let refused = try program.run("erase", "2", "--reason", "no")
    #expect(
      refused.status == 79
        && refused.complaint
          == "parley: The statistics log.sample may keep what is to be erased. Drop them first: DROP STATISTICS log.sample.\n",
      "\(refused)")
    #expect(try owner.query("SELECT position FROM log.head")[0].get(0) == Int64(3))
    try owner.script("DROP STATISTICS log.sample")
    #expect(try program.run("erase", "2", "--reason", "no").status == 0)
  }

  // MARK: Older snapshots

  @Test(
    "erases nothing while an older transaction may see it, and says whose it is and since when; or waits for its end"
  )
  func olderSnapshot() throws {
    let secret = secret(24)
    #expect(try program.run("log", "note-added", "demo", "--on", "2004", "--title", secret).status == 0)
    let reader = try Connection(program.conninfo + " application_name=report")
    try reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    try reader.query("SELECT count(*) FROM log.event")
    let refused = try program.run("erase", "4", "--reason", "no", "--wait", "0")
    #expect(refused.status == 79 && refused.output == "", "\(refused)")
    let said = try #require(
      refused.complaint.wholeMatch(
        of:
          #/parley: Nothing is erased, since the transaction of “postgres, process (\d+), report” \(since (20[-0-9T:.]+Z)\) may still see it; end that and try again, or wait longer with --wait\.\n/#
      ), "\(refused)")
    #expect(Int32(said.1) == reader.serverProcess)
    #expect(try owner.query("SELECT count(body) FROM log.event")[0].get(0) == Int64(4))
    #expect(try owner.query("SELECT position FROM log.head")[0].get(0) == Int64(4))

    // What was erased in plain SQL meanwhile is recorded, and completed once the transaction is over.
    try owner.script(
      """
      SELECT log.erase(id, ('demo', gen_random_uuid(), 'event-erased',
        json_build_object('erased', id, 'because', 'asked', 'form', 2)::text, NULL, 'desk')::log.new_event)
      FROM log.event WHERE position = 4
      """)
    let tooSoon = #expect(throws: PostgresError.self) { try owner.query("SELECT log.purge()") }
    #expect(tooSoon?.code.rawValue == "PY021")
    let unfinished = try program.run("erase", "--finish", "--wait", "0")
    #expect(
      unfinished.status == 79
        && unfinished.complaint.hasPrefix(
          "parley: The erasure is recorded and not finished, since the transaction of “postgres, process \(reader.serverProcess), report” (since 20"
        )
        && unfinished.complaint.hasSuffix(
          ") may still see the content; end that and run “parley erase --finish”.\n"),
      "\(unfinished)")
    #expect(try !files(holding: [secret]).isEmpty)
    let looked = try program.run("doctor")
    #expect(
      looked.status == 1
        && looked.output.contains(
          "erased events may still be in the server's files; “parley erase --finish” clears them"),
      "\(looked)")

    let running = try program.launch("erase", "--finish", "--wait", "300")
    while try owner.query(
      "SELECT FROM pg_stat_activity WHERE query LIKE '%log.holders%' AND pid <> pg_backend_pid()"
    ).isEmpty { usleep(10_000) }
    try reader.execute("COMMIT")
    let finished = try running.wait()
    #expect(
      finished.status == 0 && finished.output == "Nothing that was erased is in the database any more.\n",
      "\(finished)")
    #expect(try files(holding: [secret]) == [])
    #expect(try program.run("doctor").status == 0)
  }

  @Test("names a prepared transaction as well")
  func prepared() throws {
    let cluster = try TestCluster()
    try Connection(cluster.conninfo(database: "postgres")).execute(
      "ALTER SYSTEM SET max_prepared_transactions = 2")
    try cluster.restart()
    let program = Program(conninfo: try cluster.freshDatabase())
    #expect(try program.run("log", "note-added", "demo", "--on", "2004", "--title", "Kept").status == 0)
    let other = try Connection(cluster.conninfo(database: "postgres"))
    try other.script("BEGIN; CREATE TABLE open (); PREPARE TRANSACTION 'forgotten'")
    let refused = try program.run("erase", "1", "--reason", "no", "--wait", "0")
    #expect(
      refused.status == 79
        && refused.complaint.hasPrefix(
          "parley: Nothing is erased, since the prepared transaction “forgotten” (since 20"),
      "\(refused)")
    try other.execute("ROLLBACK PREPARED 'forgotten'")
    #expect(try program.run("erase", "1", "--reason", "no").status == 0)
  }

  // MARK: Records of erasures elsewhere

  @Test("cannot be claimed of an event that is here, by whoever may append")
  func claims() throws {
    let error = #expect(throws: PostgresError.self) {
      try owner.script(
        """
        SELECT log.append('{}', ARRAY[('other', gen_random_uuid(), 'event-erased',
          json_build_object('because', 'x', 'erased', upper(id::text))::text, NULL, 'x')::log.new_event])
        FROM log.event WHERE position = 2
        """)
    }
    #expect(error?.code.rawValue == "PY014")
    #expect(
      error?.message.hasSuffix(" cannot be recorded: it says that an event of this log was erased.") == true)
    #expect(try owner.query("SELECT position FROM log.head")[0].get(0) == Int64(3))
  }

  @Test("in another copy is reported by an import, and stands in the way of nothing")
  func elsewhere() throws {
    func journal(_ program: Program) throws -> ScratchFile {
      try ScratchFile(Array(program.run("export", "--format", "journal").output.utf8))
    }
    let (early, late) = (
      Program(conninfo: try TestCluster.shared().freshDatabase()),
      Program(conninfo: try TestCluster.shared().freshDatabase())
    )
    #expect(
      try program.run("log", "note-added", "demo", "--on", "2004", "--title", "Secret note").status == 0)
    let before = try journal(program)
    #expect(try early.run("import", before.path).status == 0)
    #expect(try program.run("erase", "4", "--reason", "asked by the source").status == 0)
    let after = try journal(program)
    #expect(try String(contentsOfFile: after.path, encoding: .utf8).contains("event-erased"))

    // A copy that has the event keeps it, until it is erased there too.
    let id: String = try owner.query(
      "SELECT right(replace(id::text, '-', ''), 4) FROM log.event WHERE position = 4")[0]
      .get(0)
    var outcome = try early.run("import", after.path)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("Recorded 0 new events"), "\(outcome)")
    #expect(
      outcome.output.contains("Erased in another copy, and still here: ")
        && outcome.output.contains("\(id); “parley erase” erases them here as well.\n"), "\(outcome)")
    #expect(try early.run("timeline", "demo").output.contains("Secret note"))
    #expect(try early.run("erase", "4", "--reason", "as in the other copy").status == 0)
    outcome = try early.run("import", after.path)
    #expect(outcome.output.hasPrefix("Recorded 1 new events"), "\(outcome)")
    #expect(try early.run("verify").status == 0)

    // One that has the record first is not kept from having the event, nor from erasing it.
    #expect(try late.run("import", after.path).status == 0)
    #expect(try late.run("import", before.path).status == 0)
    let position: Int64 = try Connection(late.conninfo).query(
      "SELECT position FROM log.event WHERE type = 'note-added'")[0].get(0)
    #expect(try late.run("timeline", "demo").output.contains("Secret note"))
    #expect(try late.run("verify").status == 0)
    outcome = try late.run("erase", "\(position)", "--reason", "here too")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try !late.run("timeline", "demo").output.contains("Secret note"))
    #expect(try late.run("verify").status == 0)
  }

  @Test("leaves a journal that another store takes in, which says of what the name alone is left")
  func namesElsewhere() throws {
    for words in [
      ["party-defined", "demo", "--party", "envoys", "--name", "The secret envoys"],
      ["party-joined", "demo", "--party", "envoys", "--on", "2003-07"],
      ["note-added", "other", "--on", "2003-08", "--title", "After it", "--about", "demo/freeze"],
    ] {
      let outcome = try program.run(["log"] + words)
      #expect(outcome.status == 0, "\(outcome)")
    }
    func journal() throws -> ScratchFile {
      try ScratchFile(Array(program.run("export", "--format", "journal").output.utf8))
    }
    // The pledge by which the freeze has its name, and what says who the envoys are.
    for event in ["2", "4"] { #expect(try program.run("erase", event, "--reason", "asked").status == 0) }
    let journal = try journal()
    let copy = Program(conninfo: try TestCluster.shared().freshDatabase())
    let imported = try copy.run("import", journal.path)
    #expect(imported.status == 0 && imported.output.hasPrefix("Recorded 6 new events"), "\(imported)")
    #expect(
      imported.output.hasSuffix(
        "Known by name alone, since the events that say more of them were erased in another copy: “envoys”, “freeze”.\n"
      ), "\(imported)")
    #expect(try copy.run("measures", "demo", "--json").rows()[0]["implemented"] as? String == "2003-06")
    #expect(try copy.run("timeline", "other").output.contains("After it"))
    #expect(try copy.run("roster", "demo").output.contains("envoys"))
    #expect(try copy.run("import", journal.path).output.hasPrefix("Recorded 0 new events"))

    // Without a word of an erasure it is refused, as any name is that nothing gives.
    let lines = try String(contentsOfFile: journal.path, encoding: .utf8).split(separator: "\n")
    let silent = try ScratchFile(lines.filter { !$0.contains("event-erased") }.map(String.init))
    let refused = try Program(conninfo: TestCluster.shared().freshDatabase()).run("import", silent.path)
    #expect(refused.status == 65 && refused.complaint.contains("There is no measure “freeze” in demo."))
    #expect(refused.complaint.contains("There is no party “envoys”."), "\(refused)")
  }

  // MARK: Ids

  @Test("leaves an id from which nobody can tell what the line said that was imported")
  func ids() throws {
    let lines = try ScratchFile([#"{"process":"demo","type":"note-added","on":"2003","title":"Guess me"}"#])
    func imported() throws -> (Program, String) {
      let program = Program(conninfo: try TestCluster.shared().freshDatabase())
      for new in [1, 0] {
        let outcome = try program.run("import", lines.path)
        #expect(outcome.status == 0 && outcome.output.hasPrefix("Recorded \(new) new events"), "\(outcome)")
      }
      #expect(
        try program.run("import", lines.path, "--dry-run").output.hasPrefix("Would record 0 new events"))
      return (program, try Connection(program.conninfo).query("SELECT id::text FROM log.event")[0].get(0))
    }
    let (first, second) = (try imported(), try imported())
    #expect(first.1 != second.1)
    // A backup keeps the key, so that the file is known in what is restored from it.
    let backup = try ScratchFile()
    // No backup replaces a file.
    try FileManager.default.removeItem(atPath: backup.path)
    #expect(try first.0.run("backup", backup.path).status == 0)
    let restored = Program(conninfo: try TestCluster.shared().freshDatabase())
    #expect(try restored.run("restore", backup.path).status == 0)
    #expect(try restored.run("import", lines.path).output.hasPrefix("Recorded 0 new events"))
  }
}

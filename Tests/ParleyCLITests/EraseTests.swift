import Foundation
import Postgres
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
    #expect(erased.output == "Erased event 2 of demo: Secret freeze\nEvent 4 says so.\n", "\(erased)")
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
    for (words, status, complaint) in [
      (["9"], 65, "There is no event 9, or it is erased already."),
      (["1"], 65, "There is no event 1, or it is erased already."),
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
}

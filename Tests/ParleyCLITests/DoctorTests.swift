import Foundation
import Postgres
import Talks
import TestSupport
import Testing

@testable import ParleyCLI

@Suite("The doctor")
struct DoctorTests {
  private let head = Int64(Example.count)

  /// What a check said, by its JSON.
  private struct Said: Equatable {
    let status: String
    let message: String
    let numbers: [String: Int64]

    init(_ status: String, _ message: String, _ numbers: [String: Int64] = [:]) {
      (self.status, self.message, self.numbers) = (status, message, numbers)
    }
  }

  private struct Report {
    let status: String
    let names: [String]
    let said: [String: [Said]]

    init(_ outcome: Program.Outcome) throws {
      let object = try #require(try outcome.json() as? [String: Any])
      let checks = try #require(object["checks"] as? [[String: Any]])
      #expect(object.keys.sorted() == ["checks", "status"])
      status = try #require(object["status"] as? String)
      names = checks.compactMap { $0["name"] as? String }
      let all = try checks.map { check in
        #expect(check.keys.sorted() == ["message", "name", "numbers", "status"])
        return Said(
          try #require(check["status"] as? String), try #require(check["message"] as? String),
          try #require(check["numbers"] as? [String: NSNumber]).mapValues(\.int64Value))
      }
      said = Dictionary(grouping: zip(names, all), by: \.0).mapValues { $0.map(\.1) }
    }
  }

  @Test("has its checks listed as their folder is, each with a name of its own")
  func lists() throws {
    let folder = Example.package.appending(path: "Sources/ParleyCLI/Doctor/Checks").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let names = HealthChecks.all.map(\.name)
    #expect(Set(files) == Set(names.map { "\($0.prefix(1).uppercased())\($0.dropFirst()).swift" }))
    #expect(Set(names).count == names.count)
    for name in names { #expect(Slug(name) != nil) }
  }

  @Test("gives monitors a status, and each check with its numbers")
  func sound() throws {
    let outcome = try Example.korea().run("doctor", "--json")
    #expect(outcome.status == 0 && outcome.complaint == "")
    let report = try Report(outcome)
    #expect(report.status == "ok")
    #expect(
      report.names == [
        "server", "schema", "damage", "inventory", "head", "positions", "versions", "erasures",
        "turn", "clock", "tables", "readability",
      ])
    #expect(report.said["positions"] == [Said("ok", "positions are dense from 1 to the head", ["wrong": 0])])
    #expect(
      report.said["tables"] == [
        Said(
          "ok", "the tables are up to the log, at event \(head)", ["position": head, "head": head, "lag": 0])
      ])
    #expect(report.said["readability"] == [Said("ok", "all \(head) events can be read")])
  }

  @Test("says how far the tables are behind")
  func tablesBehind() throws {
    let program = try Example.scratch()
    try Connection(program.conninfo).execute(
      """
      UPDATE read.checkpoint SET position = e.position, chain = e.chain FROM log.event e WHERE e.position = 700
      """)
    let report = try Report(program.run("doctor", "--json"))
    #expect(
      report.said["tables"] == [
        Said(
          "ok", "the tables are at event 700 of \(head); the next answer catches them up",
          ["position": 700, "head": head, "lag": head - 700])
      ])
  }

  @Test("says how far followers are, and warns of one beyond the head without failing")
  func followers() throws {
    let program = try Example.scratch()
    try Connection(program.conninfo).execute(
      "INSERT INTO log.subscription (name, position) VALUES ('archive', 30), ('press', 100000)")
    let outcome = try program.run("doctor", "--json")
    #expect(outcome.status == 0)
    let report = try Report(outcome)
    #expect(report.status == "warning")
    #expect(
      report.said["followers"] == [
        Said(
          "ok", "the follower “archive” is at event 30 of \(head)",
          ["position": 30, "head": head, "lag": head - 30]),
        Said(
          "warning", "the follower “press” is at event 100000, beyond the head \(head)",
          ["position": 100_000, "head": head, "lag": head - 100_000]),
      ])
    let text = try program.run("doctor").output
    #expect(text.contains("\nok    the follower “archive” is at event 30 of \(head)\n"))
    #expect(text.contains("\nwarn  the follower “press” is at event 100000, beyond the head \(head)\n"))
  }

  @Test("ends with status 1 where something is wrong")
  func wrong() throws {
    let program = try Example.scratch()
    try Connection(program.conninfo).execute("ALTER TABLE log.event DISABLE TRIGGER event_is_immutable")
    let outcome = try program.run("doctor", "--json")
    #expect(outcome.status == 1)
    #expect(outcome.complaint == "parley: Something is wrong with the store; see above.\n")
    let report = try Report(outcome)
    #expect(report.status == "wrong")
    let trigger =
      "CREATE TRIGGER event_is_immutable BEFORE DELETE OR UPDATE ON log.event FOR EACH ROW EXECUTE FUNCTION log.refuse_change()"
    #expect(
      report.said["inventory"]?.map(\.message) == [
        "not parley's own: object trigger event.event_is_immutable: D \(trigger)",
        "missing or altered: object trigger event.event_is_immutable: A \(trigger)",
      ])
  }

  @Test(
    "counts the events that are missing, and the processes that they are missing from",
    arguments: [
      // Two of one process, in the midst of it.
      ("position IN (SELECT position FROM log.event WHERE stream = 'kedo' AND version IN (2, 3))", 0, 2, 1),
      // The last one, which leaves no gap behind; and a gap that a head two before the end does not make up for.
      ("position = (SELECT position FROM log.head)", 0, 1, 0), ("position = 1", -2, 3, 1),
    ])
  func missing(which: String, head: Int, positions: Int64, versions: Int64) throws {
    let program = try Example.scratch()
    try Connection(program.conninfo).script(
      """
      ALTER TABLE log.event DISABLE TRIGGER event_is_immutable; DELETE FROM log.event WHERE \(which);
      ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;
      UPDATE log.head SET position = position + \(head)
      """)
    let outcome = try program.run("doctor", "--json")
    #expect(outcome.status == 1)
    let report = try Report(outcome)
    #expect(
      report.said["positions"] == [Said("wrong", "positions have gaps (\(positions))", ["wrong": positions])]
    )
    let good = Said("ok", "versions are dense in every process", ["wrong": 0])
    let bad = Said("wrong", "processes have gaps in their versions (\(versions))", ["wrong": versions])
    #expect(report.said["versions"] == [versions == 0 ? good : bad])
  }

  @Test("names what is not parley's own, and a schema that is not the program's")
  func strange() throws {
    let program = try Example.scratch()
    let connection = try Connection(program.conninfo)
    try connection.script("CREATE VIEW log.mine AS SELECT 1 AS x")
    var outcome = try program.run("doctor", "--json")
    #expect(outcome.status == 1)
    let said = try Report(outcome).said["inventory"] ?? []
    // The view, its column and its rule.
    #expect(said.count == 3 && said.allSatisfy { $0.numbers == ["strange": 3, "missing": 0] }, "\(said)")
    #expect(said.allSatisfy { $0.status == "wrong" && $0.message.hasPrefix("not parley's own: object ") })
    #expect(said.contains { $0.message.hasPrefix("not parley's own: object relation mine: v p ") })
    try connection.script("UPDATE log.migration SET sha256 = 'x'")
    outcome = try program.run("doctor", "--json")
    let sentence =
      "The log's schema “state” of release 0.1.0 is not the one with which this database was set up; use the parley that made it."
    #expect(outcome.status != 0 && outcome.complaint == "parley: \(sentence)\n", "\(outcome)")
    #expect(try Report(outcome).said["schema"] == [Said("wrong", sentence)])
  }

  @Test("gives monitors an object where it cannot look, and complains as ever")
  func noServer() throws {
    let outcome = try Program(conninfo: "host=/none-such dbname=x").run("doctor", "--json")
    #expect(outcome.status == 69)
    let report = try Report(outcome)
    #expect(report.status == "wrong" && report.names == ["server"])
    let said = try #require(report.said["server"]?.first)
    #expect(said.status == "wrong" && outcome.complaint == "parley: \(said.message)\n")
  }

  @Test("says how far what replicates the server is behind")
  func standbys() throws {
    let outcome = try Example.korea().withReceiverBehind("parley doctor --json")
    let said = try #require(try Report(outcome).said["standbys"]?.first)
    let lag = try #require(said.numbers["lag_bytes"])
    #expect(
      said
        == Said(
          "ok", "the standby “pg_receivewal” (async) is streaming, \(lag) bytes behind", ["lag_bytes": lag]))
    #expect(lag >= 1_000_000)
  }
}

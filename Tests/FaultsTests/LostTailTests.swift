import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What a log has lost is told, by every command, with what to do")
struct LostTailTests {
  private let program: Program
  private let connection: Connection

  init() throws {
    program = Program(conninfo: try TestCluster.shared().freshDatabase())
    for number in 1...5 {
      let outcome = try program.run("log", "note-added", "demo", "--title", "Note \(number)", "--on", "2003")
      #expect(outcome.status == 0, "\(outcome)")
    }
    connection = try Connection(program.conninfo)
  }

  /// Cuts the log off after event 3, as one can who owns the database, and leaves the tables.
  private func cut() throws {
    try connection.script(
      """
      ALTER TABLE log.event DISABLE TRIGGER event_is_immutable;
      DELETE FROM log.event WHERE position > 3;
      ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;
      UPDATE log.head SET (position, chain) = (SELECT position, chain FROM log.event WHERE position = 3);
      """)
  }

  private static let sentence =
    "The log ends at event 3, but the tables tell of events up to 5: the log was cut off, restored or failed over to an earlier state, and what was recorded after event 3 is no longer in it."

  @Test(
    "tables ahead of the log, which are made anew by who asks",
    arguments: [
      ["list"], ["show", "demo"], ["timeline", "demo"], ["roster", "demo"], ["search", "Note"], ["check"],
      ["events"],
      ["history", "2"], ["brief", "demo"], ["export", "--format", "csv"], ["export", "--format", "journal"],
      ["export", "--format", "markdown"], ["rebuild"], ["init"], ["evidence"],
      ["log", "note-added", "demo", "--title", "Since", "--on", "2003"],
    ])
  func everyCommand(words: [String]) throws {
    try cut()
    let outcome = try program.run(words)
    #expect(outcome.status == 0 && outcome.complaint.hasPrefix(Self.sentence), "\(outcome)")
    #expect(!outcome.output.contains("Note 4"))
    let timeline = try program.run("timeline", "demo")
    #expect(timeline.output.contains("Note 3") && !timeline.output.contains("Note 4"), "\(timeline)")
    let after = try program.run("verify")
    #expect(after.status == 0 && after.complaint == "", "\(after)")
  }

  @Test("“parley verify” and “parley doctor” fail on them, and leave them as evidence")
  func judges() throws {
    try cut()
    for _ in 0..<2 {
      let verified = try program.run("verify")
      #expect(verified.status == 1 && verified.output.hasPrefix("All 3 events are as they were recorded."))
      #expect(
        verified.complaint
          == "\(Self.sentence) Answers go by the log.\nparley: The log may have lost its end, since the tables are of another history; where it is as it ought to be, “parley rebuild” makes them anew.\n"
      )
      let looked = try program.run("doctor")
      #expect(
        looked.status == 1
          && looked.output.contains("wrong the tables are not of this log. \(Self.sentence) The next answer"),
        "\(looked)")
    }
    #expect(try program.run("rebuild").status == 0)
    for words in ["verify", "doctor"] { #expect(try program.run(words).status == 0) }
  }

  @Test("a head row that is missing: answers go on, and who appends or verifies learns how to put it back")
  func headless() throws {
    try connection.script("DELETE FROM log.head")
    #expect(try program.run("timeline", "demo").output.contains("Note 5"))
    // Nor do tables that are made without it end before the log does.
    try connection.script("DROP SCHEMA read CASCADE")
    #expect(try program.run("timeline", "demo").output.contains("Note 5"))
    let logged = try program.run("log", "note-added", "demo", "--title", "Six", "--on", "2003")
    #expect(logged.status == 70, "\(logged)")
    #expect(
      logged.complaint
        == "parley: The head row of the log is missing, so that nothing can be appended. Run “parley doctor”, which says how to put it back.\n"
    )
    let verified = try program.run("verify")
    #expect(verified.status == 1)
    #expect(
      verified.output
        == "event 5: The log ends here, but its head row is missing, so that nobody can append; “parley doctor” says how to put it back.\n"
    )
    let looked = try program.run("doctor")
    #expect(looked.status == 1)
    let advice = try #require(
      looked.output.firstMatch(of: /as the owner of the log: (INSERT .*)/), "\(looked)")
    try connection.script(String(advice.1))
    #expect(try program.run("log", "note-added", "demo", "--title", "Six", "--on", "2003").status == 0)
    for words in ["verify", "doctor"] { #expect(try program.run(words).status == 0) }
  }
}

import Foundation
import Postgres
import TestSupport
import Testing

/// Talks of two neighbours at war, told by a host that goes home: rounds of one day, some without an end, a truce text
/// signed elsewhere, and one who came once.
@Suite("Talks that are entered round by round")
struct TalksOfAWarTests {
  private let program: Program

  init() throws {
    program = Program(conninfo: try TestCluster.shared().freshDatabase())
    for words in [
      "process-defined river --title 'The river talks' --on 2022-02-25",
      "party-defined river --party north --name Northland --on 2022-02-25",
      "party-defined river --party south --name Southland --on 2022-02-25",
      "party-joined river --party north --role principal --on 2022-02-28",
      "party-joined river --party south --role principal --on 2022-02-28",
      "party-joined river --party by --role host --on 2022-02-28",
      "round-convened river --number 1 --title 'First round' --parties north,south,se --on 2022-02-28 --until 2022-02-28",
      "round-convened river --number 2 --title 'Second round' --parties north,south --on 2022-03-03",
      "round-convened river --number 3 --title 'Third round' --parties north,south --on 2022-03-07",
      "party-withdrew river --party by --on 2022-03-20",
      "talks-suspended river --on 2022-04-01",
      "agreement-signed river --as grain --title 'Grain text' --parties north,south,tr --on 2022-07-22",
      "contact-held strait --kind envoy --parties cn,us --on 2022-05-01",
      "note-added empty --title 'A mistake' --text 'Not so.' --on 2022-05-01",
      "round-planned harbour --number 1 --for 2023 --on 2022-06-01",
    ] { try run("log \(words)") }
    // The note is the fourteenth of these.
    try run("retract 14 --because 'It was not so.'")
  }

  @discardableResult private func run(_ words: String) throws -> String {
    let outcome = try program.shell("parley \(words)", environment: ["COLUMNS": "200"])
    #expect(outcome.status == 0, "\(words) \(outcome)")
    return outcome.output
  }

  /// The lines of an answer, with runs of spaces as one.
  private func lines(_ words: String) throws -> [String] {
    try run(words).split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
  }

  @Test("rounds end as recorded, or by the time that shows it")
  func rounds() throws {
    let now = try lines("rounds river")
    #expect(now[1] == "round-1 concluded 28 February 2022 north south se", "\(now)")
    #expect(now[2] == "round-2 over convened 3 March 2022, end not recorded, over by 7 March north south")
    #expect(now[3] == "round-3 over convened 7 March 2022, end not recorded, over by 1 April north south")
    // On the 5th nobody knows whether the second still sat; on its own day it did.
    #expect(
      try lines("rounds river --as-of 2022-03-05")[2]
        == "round-2 convened 3 March 2022, end not recorded, over by 7 March north south")
    #expect(
      try lines("rounds river --as-of 2022-03-03")[2]
        == "round-2 in session convened 3 March 2022, end not recorded, over by 7 March north south")
    let show = try lines("show river")
    #expect(
      show.contains(
        "Last round: Third round (round-3), over, convened 7 March 2022, end not recorded, over by 1 April"))
    #expect(show.contains { $0.hasPrefix("Last contact: 22 July 2022, ") })
    #expect(
      try program.shell("parley check no-end --process river").output.contains("it was over by 7 March"))
  }

  @Test("a host that leaves breaks nothing, and who came once has gone")
  func roster() throws {
    #expect(
      try lines("episodes river").filter { $0.contains("suspension") || $0.contains("walk-out") }.count == 1)
    #expect(try lines("episodes river --as-of 2022-03-31") == ["No breakdown is recorded."])
    #expect(
      try lines("roster river").dropFirst().map { $0.split(separator: " ").first } == ["north", "south"])
    #expect(
      try lines("roster river --as-of 2022-02-28").dropFirst().compactMap { $0.split(separator: " ").first }
        .sorted()
        == ["by", "north", "se", "south"])
    let all = try lines("roster river --all")
    #expect(
      all.contains { $0.hasPrefix("se Sweden attended 28 February 2022") && $0.contains("28 February 2022") })
    #expect(
      all.contains { $0.hasPrefix("by Belarus host joined 28 February 2022") && $0.contains("20 March 2022") }
    )
  }

  @Test("the list tells apart how processes stand, and says what it leaves out")
  func list() throws {
    let list = try lines("list")
    #expect(
      list.contains { $0.hasPrefix("river The river talks suspended 28 February 2022 north south") },
      "\(list)")
    #expect(list.contains { $0.hasPrefix("strait no talks recorded") })
    #expect(list.contains { $0.hasPrefix("harbour planned") })
    #expect(list.last == "Not listed, since all that was recorded of it was retracted: empty.")
    #expect(!list.contains { $0.hasPrefix("empty") })
    #expect(try run("list --json").contains(#""hidden":["empty"]"#))
    #expect(
      try lines("list --as-of 2022-02-26").last
        == "Not listed, since nothing of it had happened by then: empty, harbour, strait.")
  }
}

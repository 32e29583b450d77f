import Foundation
import TestSupport
import Testing

/// The talks of a war, entered line by line as the guide teaches; what is right was worked out by hand from the happenings.
///
/// The lines of Fixtures/talks-of-a-war.sh: a host that goes home, rounds whose end nobody recorded, truces of hours and of
/// days, exchanges of prisoners with two sides, a position stated twice and a text in two versions.
@Suite("The record of a war's talks, entered by a new user", .serialized)
struct NewUserTests {
  private static let entered = Result {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let file = Example.package.appending(path: "Tests/ParleyCLITests/Fixtures/talks-of-a-war.sh")
    let outcome = try program.shell("set -e\n" + String(contentsOf: file, encoding: .utf8))
    guard outcome.status == 0 else { throw TestClusterError(outcome.complaint) }
    return (program: program, complaint: outcome.complaint)
  }

  private let program: Program

  init() throws { program = try Self.entered.get().program }

  private func ask(_ question: String, asOf day: String = "2025-06-30") throws -> Program.Outcome {
    let outcome = try program.shell("parley \(question) --as-of \(day)", environment: ["COLUMNS": "250"])
    #expect(outcome.status == 0 && outcome.complaint == "", "\(question): \(outcome)")
    return outcome
  }

  private func rows(
    _ question: String, asOf day: String = "2025-06-30", _ member: String = "rows"
  ) throws -> [[String: Any]] {
    try ask("\(question) --json", asOf: day).rows(member)
  }

  /// A cell in words: a list in its order, nothing as “–”.
  private func words(_ value: Any?) -> String {
    switch value {
    case let list as [Any]: list.map { words($0) }.joined(separator: ", ")
    case let text as String: text
    // Foundation takes what is true or false for a number of another type.
    case let number as NSNumber:
      unsafe String(cString: number.objCType) == "c"
        ? number.boolValue ? "yes" : "no" : number.stringValue
    default: "–"
    }
  }

  private func cells(_ rows: [[String: Any]], _ columns: String...) -> [String] {
    rows.map { row in columns.map { words(row[$0]) }.joined(separator: " | ") }
  }

  private func state(_ day: String) throws -> [String: Any] {
    try #require(try rows("show norland-sudria", asOf: day, "state").first)
  }

  @Test("nothing that a user enters so is noted as odd")
  func entering() throws {
    #expect(try Self.entered.get().complaint == "")
    // What is left to say of it: that nothing has a source, that five rounds have no end, and what was not pledged.
    let checks = try program.shell("parley check --process norland-sudria --as-of 2025-06-30 --json")
    let names = try checks.rows("findings").map { words($0["check"]) }
    #expect(Set(names) == ["unsourced", "no-end", "never-pledged"], "\(checks.output)")
    #expect(names.count { $0 == "no-end" } == 5)
  }

  @Test("says of each round how long it lasted, or by when it was over")
  func rounds() throws {
    func told(_ day: String) throws -> [String] {
      try rows("rounds norland-sudria", asOf: day).map { row in
        let phase = (row["phases"] as? [[String: Any]])?.last ?? [:]
        return "\(words(row["number"])) \(words(row["standing"])): \(words(phase["from"])) to "
          + "\(words(phase["until"])), over by \(words(phase["over_by"]))"
      }
    }
    // 1 to 3 were over when the next meeting of the two is told: 3 and 7 March, and that of the ministers on 10 March. The
    // prisoners of 1 April are no meeting, so the fifth was over when the talks were suspended, on 17 May.
    let first = [
      "1 over: 2022-02-28 to –, over by 2022-03-03", "2 over: 2022-03-03 to –, over by 2022-03-07",
      "3 over: 2022-03-07 to –, over by 2022-03-10",
      "4 concluded: 2022-03-14/2022-03-17 to 2022-03-17, over by –",
    ]
    #expect(
      try told("2025-06-30") == first + [
        "5 over: 2022-03-29 to –, over by 2022-05-17", "6 over: 2025-05-16 to –, over by 2025-06-02",
        "7 concluded: 2025-06-02 to 2025-06-02, over by –",
      ])
    // The day after the second was convened it sat or was over: nobody recorded which; and so the fifth on 1 May.
    #expect(
      try told("2022-03-04") == [first[0], "2 unknown: 2022-03-03 to –, over by 2022-03-07"])
    #expect(
      try told("2022-05-01") == first + ["5 unknown: 2022-03-29 to –, over by 2022-05-17"])
  }

  @Test("says which truce and which text is in force on which day")
  func agreements() throws {
    func inForce(_ day: String) throws -> [String] {
      try rows("agreements norland-sudria", asOf: day).map {
        "\(words($0["agreement"])) \(words($0["in_force"]))"
      }
    }
    let early = ["corridors yes", "mirapol-truce no", "day-truce no"]
    #expect(try inForce("2022-03-04") == ["corridors yes"])
    // Reached on the 8th for the 9th.
    #expect(try inForce("2022-03-08") == early)
    #expect(try inForce("2022-03-09") == ["corridors yes", "mirapol-truce no", "day-truce yes"])
    #expect(try inForce("2022-03-10") == early)
    #expect(try inForce("2022-05-01") == early)
    // Extended on 17 November until 18 March; its last term ended with 17 July.
    #expect(try inForce("2022-12-01") == early + ["grain-deal yes"])
    #expect(try inForce("2023-07-17") == early + ["grain-deal yes"])
    #expect(try inForce("2023-07-18") == early + ["grain-deal no"])
    #expect(try inForce("2025-05-10") == early + ["grain-deal no", "harvest-truce yes"])
    #expect(try inForce("2025-05-11") == early + ["grain-deal no", "harvest-truce no"])
    let last = try rows("agreements norland-sudria")
    #expect(
      cells(last, "agreement", "standing", "in_force_from", "in_force_until", "breaches") == [
        "corridors | in force | – | – | 0",
        "mirapol-truce | expired | 2022-03-05T09:00 | 2022-03-05T16:00 | 1",
        "day-truce | expired | 2022-03-09 | 2022-03-09 | 0",
        "grain-deal | expired | 2022-07-22 | 2023-07-17 | 0",
        "harvest-truce | expired | 2025-05-09 | 2025-05-10 | 0",
      ])
    let breaches = last.flatMap { $0["breaches_by"] as? [[String: Any]] ?? [] }
    #expect(cells(breaches, "party", "alleged", "alleged_by", "found") == ["norland | 1 | sudria | 0"])
  }

  @Test("counts one breakdown of 1095 days, and waits for no host")
  func episodes() throws {
    let columns = ["kind", "reason", "began", "ended", "days_least", "days_most", "is_open"]
    func told(_ day: String) throws -> [String] {
      try rows("episodes norland-sudria", asOf: day).map { row in
        columns.map { words(row[$0]) }.joined(separator: " | ")
      }
    }
    #expect(try told("2022-03-04") == [])
    #expect(try told("2022-05-01") == [])
    // 17 May 2022 to 16 May 2025: 3 × 365 days and 29 February 2024, less one day.
    #expect(
      try told("2025-06-30") == [
        "suspension | Sudria suspends the talks | 2022-05-17 | 2025-05-16 | 1095 | 1095 | no"
      ])
    // Until 1 December: 14 days of May, 30, 31, 31, 30, 31, 30, and one. Until 18 July 2023: 365 days to 17 May, 62 more.
    let days = try ["2022-12-01", "2023-07-18"].map { try ask("brief norland-sudria", asOf: $0).output }
    #expect(days[0].contains("They have stood still since 17 May 2022, for 198 days."), "\(days[0])")
    #expect(days[1].contains("They have stood still since 17 May 2022, for 427 days."), "\(days[1])")
    // 28 February to 17 May 2022 are 78 days, 16 May to 30 June 2025 are 45.
    let summary = (try ask("episodes norland-sudria --json").json() as? [String: Any])?["summary"]
    let underWay = (summary as? [String: Any])?["setbacks_under_way"] as? [String: Any]
    #expect(words(underWay?["days"]) == "123")
  }

  @Test("tells what a party no longer says from what it gives up")
  func positions() throws {
    let said = try rows("positions norland-sudria")
    #expect(
      cells(said, "stated", "party", "issue", "preconditions", "unrepeated", "dropped") == [
        "2022-02-28 | norland | status | neutrality, a demilitarized Sudria, recognition of the Isthmus |  | ",
        "2022-02-28 | sudria | withdrawal | a ceasefire first |  | ",
        "2022-03-29 | norland | status | neutrality, recognition of the Isthmus | a demilitarized Sudria | ",
      ])
    // A reader of the second statement sees what it wants, not only what of that would be new.
    let line = try ask("positions norland-sudria").output.split(separator: "\n").last {
      $0.contains("29 March")
    }
    #expect(line?.contains("neutrality, recognition of the Isthmus") == true, "\(line ?? "")")
  }

  @Test("tells who gave back how many prisoners, and which were answered")
  func ledger() throws {
    func told(_ day: String) throws -> [String] {
      cells(
        try rows("ledger norland-sudria", asOf: day), "exchange", "given", "parties", "moved_first",
        "lag_most",
        "unanswered")
    }
    let norland = "norland, sudria | norland, sudria | 0 | "
    let early = [
      "prisoners-2022-03-24-norland | simultaneous | \(norland)",
      "prisoners-2022-04-01-norland | simultaneous | \(norland)",
    ]
    let unanswered = "prisoners-2023-06-10 | one-sided | norland | norland | – | prisoners-2023-06-10"
    #expect(try told("2022-12-01") == early)
    #expect(try told("2023-07-18") == early + [unanswered])
    #expect(
      try told("2025-06-30") == early + [
        unanswered, "prisoners-2024-08-24-norland | simultaneous | \(norland)",
        // Declared by Norland alone, to which Sudria did not agree.
        "norland-truce | one-sided | norland | norland | – | norland-truce",
        "prisoners-2025-05-norland | simultaneous | \(norland)",
      ])
    func sums(_ day: String) throws -> [String] {
      cells(
        try rows("ledger norland-sudria", asOf: day, "quantities"), "givers", "delivered",
        "delivered_at_most",
        "pledged", "unit")
    }
    // 10 + 86 = 96; with 95 it is 191, with 115 it is 306, with 1000 it is 1306; 96 + 115 = 211, and 1211.
    #expect(
      try sums("2023-07-18") == [
        "norland | 191 | 191 | 0 | prisoners", "sudria | 96 | 96 | 0 | prisoners",
      ])
    // From the 23rd to the 25th: on the 24th nobody knows how many had come home.
    #expect(
      try sums("2025-05-24") == [
        "norland | 306 | 1306 | 1000 | prisoners", "sudria | 211 | 1211 | 1000 | prisoners",
      ])
    #expect(
      try sums("2025-06-30") == [
        "norland | 1306 | 1306 | 1000 | prisoners", "sudria | 1211 | 1211 | 1000 | prisoners",
      ])
  }

  @Test("tells the two versions of the text, and what was said of each clause")
  func proposals() throws {
    #expect(
      cells(try rows("proposals norland-sudria"), "proposal", "versions", "status", "waiting")
        == ["sudrian-text | 2 | partly | norland"])
    let clauses = try rows("proposals norland-sudria", "clauses")
    #expect(clauses.count == 10)
    #expect(
      cells(clauses, "clause", "accepted_by", "rejected_by", "unanswered").prefix(3) == [
        "neutrality | norland |  | no", "guarantors |  |  | yes", "isthmus |  | norland | no",
      ])
    #expect(clauses.dropFirst(3).allSatisfy { words($0["unanswered"]) == "yes" })
  }

  @Test("knows who is at the table: not the host that went home, nor who only signed")
  func roster() throws {
    func told(_ day: String) throws -> [String] {
      cells(try rows("roster norland-sudria", asOf: day), "party", "role", "since")
    }
    let two = ["norland | principal | 2022-02-28", "sudria | principal | 2022-02-28"]
    #expect(try told("2022-03-04") == two + ["belmar | host | 2022-02-28"])
    for day in ["2022-05-01", "2022-12-01", "2023-07-18", "2025-06-30"] {
      #expect(try told(day) == two + ["anatol | host | 2022-03-29"])
    }
    #expect(
      cells(try rows("roster norland-sudria --all"), "party", "until")
        == ["norland | –", "sudria | –", "belmar | 2022-03-12", "anatol | –"])
  }

  @Test("takes nothing for brought by those who came in")
  func accession() throws {
    let stages = try rows("accession norland-sudria")
    #expect(
      cells(stages, "plan", "tier", "parties", "brought", "missing") == [
        "– | – | norland, sudria, belmar |  | ", "– | – | anatol |  | ",
      ])
  }

  @Test("says how the talks stood, and when the two were last in touch")
  func standing() throws {
    for (day, standing, contact) in [
      ("2022-03-04", "open", "2022-03-03"), ("2022-05-01", "open", "2022-03-29"),
      // The signing of the grain deal counts as a contact.
      ("2022-12-01", "suspended", "2022-07-22"), ("2023-07-18", "suspended", "2022-07-22"),
      ("2025-06-30", "open", "2025-06-02"),
    ] {
      let state = try state(day)
      #expect([words(state["standing"]), words(state["last_contact"])] == [standing, contact], "\(day)")
      let listed = try rows("list", asOf: day)
      #expect(cells(listed, "process", "standing") == ["norland-sudria | \(standing)"])
    }
    // 2 to 30 June; 22 July to 1 December: 9, 31, 30, 31, 30 and 1 day; 3 to 4 March is one day.
    #expect(
      try ask("brief norland-sudria").output.contains("The last contact was 2 June 2025, 28 days before"))
    // A signing is no meeting.
    #expect(
      try ask("brief norland-sudria", asOf: "2022-12-01").output
        .contains("The last contact was 22 July 2022, 132 days before"))
    #expect(try ask("show norland-sudria", asOf: "2022-03-04").output.contains("3 March 2022, 1 day before"))
    let brief = try ask("brief norland-sudria").output
    #expect(brief.contains("## Agreements in force\n\n- Corridors for civilians (reached)\n\n"), "\(brief)")
    #expect(brief.contains("Nothing that was promised is open."))
  }
}

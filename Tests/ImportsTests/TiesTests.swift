import EventSourcing
import Foundation
import Imports
import Talks
import TestSupport
import Testing

/// How rows of a chronicle find the earlier rows of which they speak.
@Suite("A row that speaks of something earlier")
struct TiesTests {
  /// A row of the Korean chronicle with the things that people and the import take it to be about.
  private struct Judged {
    let line: Int
    let type: String
    let headline: String
    /// Earlier rows about the same thing, as the curated record ties them.
    var right: [Int] = []
    /// Earlier rows about the same thing, as the import ties them.
    var found: [Int] = []
    var doubts: [ChronicleTie] = []

    var isOfRound: Bool { type.hasPrefix("round_") || type.hasPrefix("talks_") }
    var isRight: Bool { !found.isEmpty && !Set(found).isDisjoint(with: right) }
    /// Whether the import ties it to something else, and does not say that it doubts.
    var isWrong: Bool { !found.isEmpty && Set(found).isDisjoint(with: right) }

    var words: String {
      let verdict = isRight ? "right" : isWrong ? "WRONG" : right.isEmpty ? "alone" : "open"
      return
        "\(verdict) \(line) \(type) \(headline): curated \(right), found \(found), asked \(doubts.map { "\($0.thing) \($0.likeness)" })"
    }
  }

  /// The curated record says of each row what it is about: `docs/examples/korea.jsonl`.
  private func judged() throws -> [Judged] {
    struct Place: Hashable { let process, title: String }
    var curated: [Place: [Event]] = [:]
    let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/examples/korea.jsonl")
    var tape = JSONTape()
    for line in try String(contentsOf: example, encoding: .utf8).split(separator: "\n") {
      try tape.parse(Array(line.utf8))
      let line = try JournalLine(tape)
      curated[Place(process: line.process.text, title: line.event.title ?? ""), default: []].append(
        line.event)
    }
    let log = log()
    let rows = try fixture("korea")
    let report = try log.take(rows)
    let recorded = Dictionary(
      try log.journal().map { line in
        (
          "\(line.process) \(line.event.title ?? "") \(line.event.on?.text ?? "")", line.event
        )
      }
    ) { first, _ in first }
    var judged: [Judged] = []
    var (truth, found): ([String: [Int]], [String: [Int]]) = ([:], [:])
    for (index, row) in rows.enumerated() {
      let row = try #require(try JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any])
      let (process, title) = (row["process"] as? String ?? "", row["title"] as? String ?? "")
      let date = row["date"] as? String ?? ""
      var verdict = Judged(line: index + 1, type: row["type"] as? String ?? "", headline: "\(date) \(title)")
      // Three titles stand several times, on different days.
      let events = curated[Place(process: process, title: title)] ?? []
      let right = events.first { $0.on?.text == date } ?? events.first
      if let slug = right?.subject?.slug {
        verdict.right = truth["\(process)/\(slug)"] ?? []
        truth["\(process)/\(slug)", default: []].append(index + 1)
      }
      if let slug = recorded["\(process) \(title) \(date)"]?.subject?.slug {
        verdict.found = found["\(process)/\(slug)"] ?? []
        found["\(process)/\(slug)", default: []].append(index + 1)
      }
      verdict.doubts = report.doubts.first { $0.line == index + 1 }?.candidates ?? []
      judged.append(verdict)
    }
    return judged
  }

  /// Of 52 rows of the Korean record that speak of what an earlier row told, 26 are about a round, which has a number;
  /// the others are counted apart, since they have to be found by what they say. One that is asked about does not count
  /// as found.
  @Test("finds it in the Korean record, three times out of four, and is never wrong without asking")
  func korea() throws {
    let all = try judged()
    let table = Comment(
      rawValue: all.filter { !$0.right.isEmpty || !$0.found.isEmpty || !$0.doubts.isEmpty }.map(\.words)
        .joined(separator: "\n"))
    let speaking = all.filter { !$0.right.isEmpty }
    #expect(speaking.count == 52, table)
    #expect(speaking.count(where: \.isRight) * 4 >= speaking.count * 3, table)
    let unnumbered = speaking.filter { !$0.isOfRound }
    #expect(unnumbered.count == 26, table)
    #expect(unnumbered.count(where: \.isRight) * 3 >= unnumbered.count * 2, table)
    #expect(all.filter(\.isWrong).map(\.line) == [], table)
  }

  // MARK: Of what a row speaks

  private func row(_ date: String, _ type: String, _ title: String, _ more: String = "") -> String {
    #"{"date":"\#(date)","process":"p","type":"\#(type)","title":"\#(title)"\#(more)}"#
  }

  /// The thing of each event, and whether it names it.
  private func subjects(_ log: InMemoryLog<Event>) throws -> [String] {
    try log.bodies("p").compactMap { event in
      switch event.subject {
      case .new(let slug)?: "names \(slug?.text ?? "")"
      case .existing(let reference)?: "\(reference)"
      case nil: nil
      }
    }
  }

  private static func fresh() -> InMemoryLog<Event> { log() }

  private let ceasefire = [
    #"{"date":"2001-03-01","process":"p","type":"measure_pledged","title":"FARC promises to hand over child soldiers","parties":["farc","co"],"track":"humanitarian"}"#,
    #"{"date":"2001-03-02","process":"p","type":"measure_pledged","title":"Colombia promises to release prisoners","parties":["co","farc"],"track":"humanitarian"}"#,
    #"{"date":"2001-06-01","process":"p","type":"measure_implemented","title":"FARC hands over child soldiers","parties":["farc","co"],"track":"humanitarian"}"#,
    #"{"date":"2001-06-20","process":"p","type":"measure_verified","title":"UN confirms the handover of child soldiers","parties":["un","farc"],"track":"humanitarian"}"#,
  ]

  @Test("is tied where titles share a word, whatever the order of the file")
  func order() throws {
    for rows in [ceasefire, ceasefire.reversed()] {
      let log = log()
      let report = try log.take(rows)
      let things = try log.bodies("p").filter { $0.subject != nil }.map {
        "\($0.on?.text ?? "") \($0.subject?.slug?.text ?? "")"
      }
      #expect(
        things.sorted() == [
          "2001-03-01 farc-promises-to-hand-over-child-soldiers",
          "2001-03-02 colombia-promises-to-release-prisoners",
          "2001-06-01 farc-promises-to-hand-over-child-soldiers",
          "2001-06-20 farc-promises-to-hand-over-child-soldiers",
        ])
      #expect(report.tied.count == 2 && report.doubts.isEmpty && report.unlinked.isEmpty)
      // Whichever line comes first names the thing, and the others refer to it.
      #expect(try subjects(log).count { $0.hasPrefix("names ") } == 2)
    }
  }

  @Test("finds what the log has from an earlier file, and a second import of either adds nothing")
  func twoFiles() throws {
    let log = log()
    try log.take(Array(ceasefire[...1]))
    let report = try log.take(Array(ceasefire[2...]))
    #expect(
      report.tied.map(\.tie.thing.text)
        == Array(repeating: "farc-promises-to-hand-over-child-soldiers", count: 2))
    let head = log.head()
    #expect(try log.take(Array(ceasefire[2...])).new == 0)
    #expect(try log.take(ceasefire).new == 0 && log.head() == head)
  }

  @Test("of several that are as like is asked about, and stands alone until somebody answers")
  func doubtful() throws {
    let rows = [
      row("2001-01-01", "setback", "Mortar attack on Derry"),
      row("2001-01-05", "setback", "Mortar attack on Derry"),
      row("2001-02-01", "setback_resolved", "Mortar attack on Derry is regretted"),
    ]
    let log = log()
    let report = try log.take(rows)
    #expect(report.tied.isEmpty && report.unlinked.isEmpty)
    #expect(report.doubts.map(\.line) == [3])
    #expect(
      report.doubts[0].candidates.map(\.thing.text).sorted() == [
        "mortar-attack-on-derry", "mortar-attack-on-derry-2",
      ])
    #expect(try subjects(log)[2] == "names mortar-attack-on-derry-is-regretted")

    let answered = Self.fresh()
    try answered.take(rows) { $0.ties[3] = .thing(Slug("mortar-attack-on-derry-2")!) }
    #expect(try subjects(answered)[2] == "mortar-attack-on-derry-2")

    // Recorded as standing alone, it is retracted and recorded anew; once is enough.
    let again = try log.take(rows) { $0.ties[3] = .thing(Slug("mortar-attack-on-derry")!) }
    #expect(again.alreadyThere == 3)
    #expect(try log.telling("p").count == 3 && log.head() == 5)
    #expect(try subjects(log).last == "mortar-attack-on-derry")
    try log.take(rows) { $0.ties[3] = .thing(Slug("mortar-attack-on-derry")!) }
    #expect(log.head() == 5)
  }

  @Test("stands alone where somebody says so")
  func alone() throws {
    let log = log()
    let report = try log.take(ceasefire) { $0.ties[4] = .alone }
    #expect(report.tied.count == 1)
    #expect(try subjects(log).last == "names un-confirms-the-handover-of-child-soldiers")
    #expect(
      complaint { try Self.fresh().take(ceasefire) { $0.ties[4] = .thing(Slug("peace")!) } }.contains(
        ":4: There is no measure “peace” in p before it, of which it could speak."))
    #expect(
      complaint { try Self.fresh().take(ceasefire) { $0.ties[9] = .alone } }
        == "Line 9 is no row of a chronicle; --tie and --alone answer for rows that “parley import” lists.")
  }

  @Test("is not tied to the act of another party, nor to what was carried out already")
  func suits() throws {
    let log = log()
    let report = try log.take([
      ceasefire[0],
      #"{"date":"2001-04-01","process":"p","type":"measure_suspended","title":"Colombia hands over no child soldiers","parties":["co","farc"],"track":"humanitarian"}"#,
      ceasefire[2],
      #"{"date":"2001-09-01","process":"p","type":"measure_implemented","title":"FARC hands over child soldiers","parties":["farc","co"],"track":"humanitarian","summary":"Others."}"#,
    ])
    #expect(
      try subjects(log) == [
        "names farc-promises-to-hand-over-child-soldiers", "names colombia-hands-over-no-child-soldiers",
        "farc-promises-to-hand-over-child-soldiers", "names farc-hands-over-child-soldiers",
      ])
    #expect(report.unlinked.map(\.line) == [2])
  }

  @Test("that takes up again what was stopped resumes it")
  func resumed() throws {
    let log = log()
    try log.take(
      Array(ceasefire[...0]) + [
        #"{"date":"2001-04-01","process":"p","type":"measure_suspended","title":"FARC stops handing over child soldiers","parties":["farc","co"],"track":"humanitarian"}"#,
        ceasefire[2],
      ])
    #expect(
      try log.bodies("p").last { $0.subject != nil }?.type.name == "measure-resumed"
    )
    #expect(Set(try log.bodies("p").compactMap(\.subject?.slug)).count == 1)
  }

  @Test("may name the year or the month of it, which makes up for time")
  func dated() throws {
    let rows = [
      row("1991-12-13", "agreement_signed", "Basic Agreement", #","parties":["kr","kp"]"#),
      row(
        "2013-03-08", "agreement_renounced", "North Korea scraps the Basic Agreement",
        #","parties":["kp","kr"],"summary":"It had been signed in 1991.""#),
    ]
    let log = log()
    let report = try log.take(rows)
    // Words 1, of two words that both titles have; the year is named; both parties; no track of either: 0.95.
    #expect(report.tied.map(\.tie.likeness) == [95])
    // Without the year: time is 180 / (180 + 7756 days) = 0.02, so that 0.147 is missing.
    let without = try Self.fresh().take([rows[0], rows[1].replacing("in 1991", with: "long ago")])
    #expect(without.tied.map(\.tie.likeness) == [80])
  }

  @Test("that ends a round without a number ends the open one, months later by its words")
  func rounds() throws {
    let log = log()
    let report = try log.take([
      row("2001-01-10", "round_convened", "Talks at Stormont open"),
      row("2001-02-01", "round_convened", "Leeds Castle meeting opens"),
      row("2001-09-20", "round_concluded", "Talks at Stormont end"),
      row("2002-03-20", "round_concluded", "The delegations go home"),
    ])
    #expect(
      try subjects(log) == [
        "names talks-at-stormont-open", "names leeds-castle-meeting-opens", "talks-at-stormont-open",
        "names the-delegations-go-home",
      ])
    #expect(report.doubts.map(\.line) == [4])
    #expect(report.doubts[0].candidates.map(\.thing.text) == ["leeds-castle-meeting-opens"])
  }

  @Test("is asked about one by one, and the answers count")
  func review() throws {
    let rows = [
      row("2001-01-01", "setback", "Mortar attack on Derry"),
      row("2001-01-05", "setback", "Mortar attack on Derry"),
      row("2001-02-01", "setback_resolved", "Mortar attack on Derry is regretted"),
    ]
    let log = log()
    var asked: [Int] = []
    let file = try ScratchFile(rows)
    let report = try withExtendedLifetime(file) {
      try Importer(
        log, ImportOptions(by: "desk"),
        review: { doubt in
          asked.append(doubt.line)
          return .thing(doubt.candidates[0].thing)
        }
      ).run(file.path)
    }
    #expect(asked == [3] && report.doubts.isEmpty && report.new == 3)
    #expect(try subjects(log)[2].hasPrefix("mortar-attack-on-derry"))
    let broken = Self.fresh()
    #expect(throws: ImportError.reviewEnded) {
      try withExtendedLifetime(file) {
        _ = try Importer(broken, ImportOptions(by: "desk"), review: { _ in throw ImportError.reviewEnded })
          .run(file.path)
      }
    }
    #expect(broken.head() == 0)
  }
}

import Foundation
import TestSupport
import Testing

/// Three desks with a database each, who correct one record apart and exchange journals in any order.
@Suite("Copies of a record that exchange journals")
struct CopiesCommandTests {
  private let desks: [Program]

  init() throws {
    desks = try (0..<3).map { _ in Program(conninfo: try TestCluster.shared().freshDatabase()) }
    for words in [
      ["party-joined", "talks", "--party", "jp", "--on", "2003-08-27", "--title", "Japan joins"],
      ["measure-pledged", "talks", "--party", "kp", "--as", "freeze", "--on", "2007-02-13"],
      ["agreement-signed", "talks", "--as", "statement", "--parties", "us,kp", "--on", "2005-09-19"],
      ["contact-held", "talks", "--parties", "us,kp", "--on", "2006-01"],
    ] { #expect(try desks[0].run(["log"] + words).status == 0) }
    for desk in 1...2 { try exchange(to: desk, from: 0) }
  }

  private func exchange(to: Int, from: Int) throws {
    let journal = try desks[from].run("export", "--format", "journal")
    let file = try ScratchFile(Array(journal.output.utf8))
    let outcome = try withExtendedLifetime(file) { try desks[to].run("import", file.path) }
    #expect(outcome.status == 0, "\(outcome)")
  }

  /// The ends of the ids of a desk's events.
  private func names(_ desk: Int) throws -> [String] {
    try desks[desk].run("export", "--format", "journal").output.split(separator: "\n").compactMap { line in
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return (event?["id"] as? String).map { String($0.replacing("-", with: "").suffix(12)) }
    }
  }

  /// What the desks answer, without the positions and what is said of them.
  private func answers(_ desk: Int) throws -> [String] {
    func told(_ value: Any) -> Any {
      if let list = value as? [Any] { return list.map(told) }
      guard let object = value as? [String: Any] else { return value }
      let positions = ["event", "account", "events", "hint", "position", "recorded", "why"]
      return object.filter { !positions.contains($0.key) }.mapValues(told)
    }
    return try ["timeline", "accounts", "roster", "rounds", "measures", "agreements", "check"].map {
      question in
      let words = question == "check" ? [question, "--process", "talks"] : [question, "talks"]
      let output = try desks[desk].run(words + ["--json"]).output
      var answer = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
      if let findings = answer["findings"] as? [[String: Any]] {
        answer["findings"] = findings.compactMap { $0["sentence"] as? String }.sorted()
      }
      return String(
        decoding: try JSONSerialization.data(withJSONObject: told(answer), options: .sortedKeys),
        as: UTF8.self)
    }
  }

  @Test("answer alike, whatever arrived first", arguments: 1...3 as ClosedRange<UInt64>)
  func alike(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for step in 0..<12 {
      let desk = Int.random(in: 0..<3, using: &dice)
      let names = try self.names(desk)
      let name = try #require(names.randomElement(using: &dice))
      let day = "2003-09-\(10 + step)"
      let words =
        switch Int.random(in: 0..<6, using: &dice) {
        case 0, 1: ["amend", name, "--set", "on=\(day)", "--because", "x"]
        case 2: ["retract", name, "--because", "x"]
        case 3: ["dispute", name, "--party", "kp", "--account", "on=\(day)"]
        case 4: ["resolve", name, "--prefer", names.randomElement(using: &dice) ?? "", "--because", "x"]
        default: ["log", "round-convened", "talks", "--as", "round-7", "--number", "7", "--on", day]
        }
      // Not everything can be said of everything.
      _ = try desks[desk].run(words)
    }
    var pairs = [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]
    pairs.shuffle(using: &dice)
    for _ in 0..<2 { for (to, from) in pairs { try exchange(to: to, from: from) } }
    #expect(Set(try (0..<3).map { Set(try names($0)) }).count == 1)
    let first = try answers(0)
    for desk in 1...2 {
      for (one, other) in zip(first, try answers(desk)) { #expect(one == other) }
    }
  }

  @Test("show a conflict alike, until somebody settles it at any of them")
  func conflict() throws {
    let names = try self.names(0)
    func joined(_ desk: Int) throws -> String { try desks[desk].run("timeline", "talks").output }
    #expect(try desks[0].run("amend", names[0], "--set", "on=2003-08-28", "--because", "A").status == 0)
    #expect(try desks[1].run("amend", names[0], "--set", "on=2003-08-29", "--because", "B").status == 0)
    let second = try #require(self.names(1).last)
    try exchange(to: 0, from: 1)
    try exchange(to: 1, from: 0)
    for desk in 0...1 {
      // The amendment of the first desk was made first.
      #expect(try joined(desk).contains("28 August 2003") && joined(desk).contains("‡"))
      let found = try desks[desk].run("check", "conflict")
      #expect(found.status == 1 && found.output.contains("on=2003-08-28 (A); on=2003-08-29 (B)"), "\(found)")
      #expect(try desks[desk].run("accounts", "talks", "--open").output.contains("conflict"))
    }
    let undecided = try desks[1].run("resolve", names[0], "--because", "C")
    #expect(
      undecided.status == 65 && undecided.complaint.contains("Say which of the corrections"), "\(undecided)")
    #expect(try desks[1].run("resolve", names[0], "--prefer", second, "--because", "C").status == 0)
    try exchange(to: 0, from: 1)
    for desk in 0...1 {
      #expect(try joined(desk).contains("29 August 2003") && !joined(desk).contains("‡"))
      #expect(try desks[desk].run("check", "conflict").status == 0)
    }
  }

  @Test("take an event by the end of its id, and ask where several end so")
  func ends() throws {
    let id = "01900000-0000-7000-8000-0000000abc12"
    for first in ["1", "2"] {
      let words = ["log", "note-added", "talks", "--title", "Note \(first)", "--on", "2005", "--id"]
      #expect(try desks[0].run(words + [id.replacing("01900000", with: "0190000\(first)")]).status == 0)
    }
    let outcome = try desks[0].run("history", "abc12")
    #expect(
      outcome.status == 65
        && outcome.complaint.contains(
          "Several events end in abc12: 01900001-0000-7000-8000-0000000abc12, 01900002-"),
      "\(outcome)")
    let one = try names(0)[0]
    #expect(try desks[0].run("history", String(one.suffix(7))).output.contains("Event 1 (\(one.suffix(7)))"))
    #expect(try desks[0].run("history", "fffffff").complaint.contains("There is no event fffffff"))
  }
}

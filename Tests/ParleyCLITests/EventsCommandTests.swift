import Foundation
import Postgres
import TestSupport
import Testing

@Suite("“parley events”")
struct EventsCommandTests {
  private func positions(_ program: Program, _ words: String...) throws -> [Int] {
    let outcome = try program.run(["events"] + words)
    #expect(outcome.status == 0 && outcome.complaint == "", "\(outcome)")
    return try outcome.output.split(separator: "\n").map { line in
      try #require(Int(line.prefix { $0 != " " }), "\(line)")
    }
  }

  @Test("lists the log from a position on, in both directions, a line an event")
  func directions() throws {
    let korea = try Example.korea()
    #expect(try positions(korea) == Array(1...Example.count))
    #expect(try positions(korea, "--after", "10", "--before", "14") == [11, 12, 13])
    #expect(try positions(korea, "--backward", "--limit", "3") == [2, 1, 0].map { Example.count - 2 + $0 })
    #expect(try positions(korea, "--backward", "--before", "397", "--limit", "2") == [396, 395])
    let one = try korea.run(
      "events", "six-party-talks", "--category", "agreements", "--after", "150", "--limit", "1")
    #expect(
      one.output.withoutNames
        == "151  six-party-talks  30 October 2003  Kim Jong Il agrees in principle to further six-party talks (desk)\n"
    )
  }

  @Test("by process and category, as “parley watch” does")
  func filter() throws {
    let korea = try Example.korea()
    for words in [
      ["six-party-talks"], ["--category", "measures"],
      ["--category", "setbacks", "--category", "note-added"],
      ["six-party-talks", "inter-korean", "--category", "rounds-and-contacts"],
    ] {
      let listed = try korea.run(["events"] + words)
      let line = words.joined(separator: " ")
      let watched = try korea.shell("timeout 1 parley watch --after 0 \(line)")
      #expect(listed.output == watched.output && !listed.output.isEmpty, "\(words)")
    }
    let json = try korea.run("events", "--category", "agreement-signed", "--json", "--limit", "1")
    let event = try #require((try json.json() as? [String: Any])?["event"] as? [String: Any])
    #expect(event["type"] as? String == "agreement-signed")
    for (words, status, sentence) in [
      (["six-party-talk"], 65, "There is no process “six-party-talk”. Did you mean “six-party-talks”?"),
      (["--category", "measure"], 64, "Did you mean “measures”?"),
      (["--limit", "0"], 64, "--limit is a number from 1 on."),
    ] as [([String], Int32, String)] {
      let outcome = try korea.run(["events"] + words)
      #expect(
        outcome.status == status && outcome.output == "" && outcome.complaint.contains(sentence), "\(outcome)"
      )
    }
  }

  @Test("shows hostile names as they are, not as a terminal would obey them")
  func hostile() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let note = ["log", "note-added", "demo", "--on", "2003", "--title", "x\u{1B}[2J"]
    let refused = try program.run(note, environment: ["PARLEY_BY": "me\u{1B}]0;you\u{07}"])
    #expect(
      refused.status == 65
        && refused.complaint.contains("the name of its recorder has a sign that does not show"),
      "\(refused)")
    // The owner of the database can put such a name there all the same.
    #expect(try program.run(note).status == 0)
    try Connection(program.conninfo).script(
      "ALTER TABLE log.event DISABLE TRIGGER ALL; UPDATE log.event SET by = E'me\\x1B]0;you\\x07'")
    let lines = try program.run("events").output + program.shell("timeout 1 parley watch --after 0").output
    #expect(lines.withoutNames == String(repeating: "1  demo  2003  x␛[2J (me␛]0;you␇)\n", count: 2))
    let readOnly = Program(conninfo: program.conninfo + " options='-c default_transaction_read_only=on'")
    for words in [["events"], ["export", "--format", "journal"]] {
      #expect(try readOnly.run(words).status == 0)
    }
  }
}

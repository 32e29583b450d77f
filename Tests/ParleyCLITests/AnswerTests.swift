import Foundation
import TestSupport
import Testing

@Suite("An answer about the Korean record")
struct AnswerTests {
  private let program: Program

  init() throws { program = try Example.korea() }

  private func rows(_ arguments: String...) throws -> [[String: Any]] {
    let outcome = try program.run(arguments + ["--json"])
    #expect(outcome.status == 0 && outcome.complaint == "", "\(outcome.complaint)")
    return try outcome.rows()
  }

  private func column(_ name: String, _ rows: [[String: Any]]) -> [String] {
    rows.map { $0[name] as? String ?? "" }
  }

  @Test("names the six at the table on 2007-02-13, by tier and role")
  func roster() throws {
    let six = try rows("roster", "six-party-talks", "--as-of", "2007-02-13")
    #expect(Set(column("party", six)) == ["kp", "us", "cn", "kr", "jp", "ru"])
    let roles = Dictionary(uniqueKeysWithValues: zip(column("party", six), column("role", six)))
    #expect(roles["cn"] == "host" && roles["kp"] == "principal" && roles["jp"] == "participant")
    let tiers = Dictionary(uniqueKeysWithValues: zip(column("party", six), six.map { $0["tier"] as? Int }))
    #expect(tiers["us"] == 1 && tiers["kr"] == 2 && tiers["ru"] == 3)

    let three = try rows("roster", "three-party-talks", "--as-of", "2003-04-30")
    #expect(Set(column("party", three)) == ["cn", "kp", "us"])
    #expect(try rows("roster", "three-party-talks", "--as-of", "2003-04-01").isEmpty)
  }

  @Test("says where the six-party talks stood on 2007-02-13")
  func standing() throws {
    let outcome = try program.run(["show", "six-party-talks", "--as-of", "2007-02-13"])
    for words in [
      "as of 13 February 2007", "At the table", "Accession plan", "Open measures (", "Agreements in force",
      "Joint Statement of the Fourth Round", "Open setbacks", "Tracks", "denuclearization", "Last round:",
      "Last contact:", "days before that day",
    ] {
      #expect(outcome.output.contains(words), "“\(words)” is missing")
    }
    let now = try program.run("show", "six-party-talks", "--json")
    let answer = try #require(try now.json() as? [String: Any])
    let keys: Set = [
      "answer", "process", "as_of", "as_known", "as_recorded", "at_table", "tiers", "open_measures",
      "overdue_measures",
      "agreements_in_force", "open_setbacks", "tracks", "days_since_contact", "days_since_contact_at_most",
      "state", "according_to", "ceiling", "limits",
    ]
    #expect(Set(answer.keys) == keys)
    let open = Set(column("measure", try now.rows("open_measures")))
    let overdue = Set(column("measure", try now.rows("overdue_measures")))
    #expect(overdue.isSubset(of: open) && !overdue.isEmpty)
    #expect((answer["days_since_contact"] as? Int ?? 0) > 365)
  }

  @Test(
    "is a table for people and the same rows for scripts, now and as of a day",
    arguments: [
      ["list"], ["rounds", "six-party-talks"], ["measures"],
      ["measures", "six-party-talks", "--party", "kp", "--open"], ["agreements"], ["setbacks", "--open"],
      ["administrations"], ["timeline", "six-party-talks"], ["roster", "six-party-talks", "--all"],
    ])
  func bothForms(words: [String]) throws {
    for when in [[], ["--as-of", "2007-02-13"]] {
      let table = try program.run(words + when, environment: ["COLUMNS": "400"])
      let scripted = try program.run(words + when + ["--json"])
      #expect(table.status == 0 && scripted.status == 0)
      #expect(table.complaint == "" && scripted.complaint == "")
      let answer = try #require(try scripted.json() as? [String: Any])
      #expect(answer["answer"] as? String == words[0])
      #expect(answer["as_of"] as? String == when.last)
      let lines = table.output.split(separator: "\n").filter { line in
        // What stands below a table: the sign of disputes, and what is left out or ends.
        ["‡", "The record ends", "Of some of these", "Not listed"].allSatisfy { !line.hasPrefix($0) }
      }
      let rows = try scripted.rows()
      #expect(!rows.isEmpty)
      #expect(lines.count == rows.count + 1, "\(words + when)")
      #expect(rows.allSatisfy { $0["process"] is String })
    }
  }

  @Test("counts what has happened by the day and nothing after")
  func asOf() throws {
    let days = try rows("timeline", "--as-of", "1994-10-21").compactMap { $0["first_day"] as? String }
    #expect(days.max() == "1994-10-21" && days.count > 10)
    let narrowed = try rows(
      "timeline", "six-party-talks", "--from", "2005-07-01", "--to", "2005-09-30", "--party", "kp")
    #expect(!narrowed.isEmpty)
    #expect(narrowed.allSatisfy { ($0["parties"] as? [String] ?? []).contains("kp") })
    #expect(narrowed.allSatisfy { ($0["last_day"] as? String ?? "") >= "2005-07-01" })
  }

  @Test("tells which measure answers which, and what overcame a setback")
  func links() throws {
    let measures = try rows("measures", "six-party-talks")
    let fuel = try #require(
      measures.first { ($0["in_return_for"] as? [String] ?? []).contains("yongbyon-shutdown") })
    #expect(fuel["party"] as? String != "kp")
    #expect(measures.contains { $0["under"] as? String != nil })
    let overcome = try rows("setbacks").filter { $0["overcome"] as? String != nil }
    #expect(overcome.contains { !($0["through"] as? [String] ?? []).isEmpty })
  }
}

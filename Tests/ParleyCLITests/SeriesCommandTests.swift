import Foundation
import TestSupport
import Testing

@Suite("Answers as of one day after another, by command")
struct SeriesCommandTests {
  private func lines(_ outcome: Program.Outcome) -> [String] {
    outcome.output.split(separator: "\n").map(String.init)
  }

  @Test(
    "are line by line what the answer as of the day is",
    arguments: [
      ["roster", "six-party-talks"], ["roster", "kedo", "--all"], ["show", "us-dprk"],
      ["ledger", "us-dprk", "--party", "kp"], ["ledger", "six-party-talks", "--balance"],
      ["show", "six-party-talks", "--as-known", "2100-01-01"],
      ["show", "six-party-talks", "--ceiling", "GREEN"],
    ])
  func eachLine(words: [String]) throws {
    let korea = try Example.korea()
    let found = lines(
      try korea.run(words + ["--each", "month", "--from", "2002-10-15", "--to", "2003-09-30"]))
    let days = [
      "2002-10-31", "2002-11-30", "2002-12-31", "2003-01-31", "2003-02-28", "2003-03-31", "2003-04-30",
      "2003-05-31", "2003-06-30", "2003-07-31", "2003-08-31", "2003-09-30",
    ]
    #expect(found.count == days.count)
    for (day, line) in zip(days, found) {
      #expect(try korea.run(words + ["--json", "--as-of", day]).output == line + "\n", "\(day)")
    }
  }

  @Test("has a line for every day, the first and the last among them, and another with --json is the same")
  func everyDay() throws {
    let korea = try Example.korea()
    let words = ["roster", "six-party-talks", "--each", "day", "--from", "2004-02-27", "--to", "2004-03-01"]
    let found = lines(try korea.run(words))
    for (day, line) in zip(["2004-02-27", "2004-02-28", "2004-02-29", "2004-03-01"], found) {
      #expect(line.contains("\"as_of\":\"\(day)\""))
    }
    #expect(found.count == 4)
    #expect(try lines(korea.run(words + ["--json"])) == found)
  }

  @Test("refuses a process that there is not, and one of which nothing was known")
  func refusals() throws {
    let korea = try Example.korea()
    let span = ["--each", "day", "--from", "2004-01-01", "--to", "2004-12-31"]
    let none = try korea.run(["show", "dmeo"] + span)
    #expect(none.status == 65)
    #expect(none.complaint == "parley: There is no process “dmeo”. “parley list” shows them all.\n")
    let unknown = try korea.run(["roster", "kedo", "--as-recorded", "1990-01-01"] + span)
    #expect(unknown.status == 65)
    #expect(
      unknown.complaint == "parley: Nothing was known of “kedo” then; ask for a later time with --as-known.\n"
    )
    let name = try korea.run(["ledger", "us-dprk", "--track", "nucler"] + span)
    #expect(name.status == 65)
    #expect(name.complaint.hasPrefix("parley: There is no track “nucler”."))
    #expect(name.output.isEmpty)
  }
}

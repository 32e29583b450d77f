import Foundation
import TestSupport
import Testing

/// Some of the talks with Iran, as a newcomer logs them.
@Suite("An answer about what the record does not say")
struct UnsaidTests {
  private static let lines = [
    #"{"process":"iran","type":"process-defined","title":"Talks with Iran"}"#,
    #"{"process":"iran","type":"talks-opened","parties":["ir","us"],"on":"2012-04-14"}"#,
    #"{"process":"iran","type":"administration-changed","party":"ir","head":"Ahmadinejad","on":"2005-08-03"}"#,
    #"{"process":"iran","form":2,"type":"measure-pledged","as":"stockpile","party":"ir","quantity":"300 kg of uranium","on":"2015-07-14"}"#,
    #"{"process":"iran","type":"measure-verified","measure":"stockpile","party":"iaea","on":"2016-01-15"}"#,
    #"{"process":"iran","type":"measure-implemented","measure":"stockpile","party":"ir","on":"2016-01-16"}"#,
    #"{"process":"iran","type":"measure-pledged","as":"fordow","party":"ir","on":"2015-07-14"}"#,
    #"{"process":"iran","type":"measure-implemented","measure":"fordow","party":"fr","on":"2015-12-28"}"#,
    #"{"process":"iran","type":"agreement-reached","as":"jcpoa","parties":["ir","us"],"on":"2015-07-14"}"#,
  ]

  private func program(_ lines: [String] = lines) throws -> Program {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let outcome = try program.run(["log", "-"], input: lines.joined(separator: "\n") + "\n")
    try #require(outcome.status == 0, "\(outcome.complaint)")
    return program
  }

  @Test("does not say that nothing was given where nobody said how much")
  func amounts() throws {
    let program = try program()
    let measures = try program.ok("measures", "iran")
    #expect(measures.contains("not recorded of 300 kg of uranium"), "\(measures)")
    let sums = try program.run("ledger", "iran", "--json").rows("quantities")
    #expect(sums.count == 1 && sums[0]["pledged"] as? String == "300")
    #expect(sums[0]["delivered"] is NSNull && sums[0]["delivered_at_most"] is NSNull, "\(sums)")
    let before = try program.run("ledger", "iran", "--json", "--as-of", "2015-12-31").rows("quantities")
    #expect(before.first?["delivered"] as? String == "0", "nothing was given by then")
  }

  @Test("credits what was done to whom the record names")
  func doers() throws {
    let program = try program()
    #expect(
      try program.rows("measures", "iran", "--party", "fr").map { $0["measure"] as? String } == ["fordow"])
    let fordow = try program.rows("ledger", "iran", "--party", "fr")
    let sides = fordow.first?["sides"] as? [[String: Any]] ?? []
    #expect(sides.map { $0["party"] as? String } == ["ir", "fr"])
    #expect(sides.map { $0["in_place"] as? Int } == [0, 1])
    #expect(fordow.first?["moved_first"] as? [String] == ["fr"])
    #expect(try program.ok("measures", "iran").contains("28 December 2015 by fr"))
    let slip = try program.run(
      "log", "measure-verified", "iran", "--measure", "fordow", "--party", "fr", "--on", "2016-02-01")
    #expect(slip.complaint.contains("by France, whose own act it is"), "\(slip.complaint)")
  }

  @Test("tells a confirmation that was given too early to count")
  func early() throws {
    let measures = try program().ok("measures", "iran")
    #expect(measures.contains("by iaea, before it was"), "\(measures)")
  }

  @Test("takes a text that several reached for a contact")
  func contact() throws {
    let shown = try program().run("show", "iran", "--as-of", "2015-07-20", "--json").json() as? [String: Any]
    // From 14 to 20 July.
    #expect(shown?["days_since_contact"] as? Int == 6)
  }

  @Test("says that nothing had happened before the first day that is known")
  func notBegun() throws {
    let program = try program()
    let shown = try program.ok("show", "iran", "--as-of", "1990-01-01")
    #expect(shown.contains("nothing of it had happened by then · as of 1 January 1990"), "\(shown)")
    #expect(!shown.contains("planned"), "\(shown)")
    let listed = try program.ok("list", "--as-of", "1990-01-01")
    #expect(listed == "Not listed, since nothing of it had happened by then: iran.\n", "\(listed)")
    #expect(
      try program.rows("list", "--all", "--as-of", "1990-01-01").first?["standing"] as? String
        == "not yet begun")
    // Ahmadinejad governs, and no talks are recorded or planned.
    #expect(
      try program.rows("list", "--as-of", "2006-01-01").first?["standing"] as? String == "no talks recorded")
  }

  @Test("says of changes of administration what is missing")
  func predecessors() throws {
    let program = try program()
    #expect(
      try program.ok("continuity")
        == "No change of administration can be told: of Iran nobody is recorded who governed before; log whom they followed with “parley log administration-changed”.\n"
    )
    #expect(try program.ok("continuity", "--party", "us") == "No administration is recorded.\n")
  }
}

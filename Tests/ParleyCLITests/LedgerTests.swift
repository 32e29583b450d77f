import Foundation
import TestSupport
import Testing

/// The energy aid to North Korea of 2007 to 2009. What each gave of oil in all is what was reported; how the American
/// and the Russian oil was divided into lots, and what was promised by whom, is made up here.
@Suite("How much who gave, in the ledger")
struct LedgerTests {
  private static let oil = "t of heavy fuel oil"
  private static let other = "t of heavy fuel oil equivalent"

  private static func pledged(_ name: String, _ party: String, _ on: String, _ amount: String) -> String {
    #"{"process":"aid","form":2,"type":"measure-pledged","as":"\#(name)","party":"\#(party)","to":["kp"],"category":"energy-aid","track":"economic","on":"\#(on)","quantity":"\#(amount)","title":"\#(name)"}"#
  }

  private static func given(_ name: String, _ party: String, _ on: String, _ amount: String) -> String {
    #"{"process":"aid","form":2,"type":"measure-implemented","measure":"\#(name)","party":"\#(party)","on":"\#(on)","quantity":"\#(amount)","title":"A shipment"}"#
  }

  private static let lines = [
    // 13 February 2007: 50,000 t for the shutdown. South Korea sent 6,200 t, which arrived as the reactor was shut
    // down, and four more ships with 43,800 t by 30 July.
    pledged("first-phase", "kr", "2007-02-13", "50000 \(oil)"),
    given("first-phase", "kr", "2007-07-14", "6200 \(oil)"),
    given("first-phase", "kr", "2007-07-30", "43800 \(oil)"),
    // The second phase, by givers. China's first 50,000 t came in September 2007.
    pledged("part-of-china", "cn", "2007-10-03", "200000 \(other)"),
    given("part-of-china", "cn", "2007-09", "50000 \(oil)"),
    // The United States: 200,000 t in all by December 2008, in four lots here.
    pledged("part-of-us", "us", "2007-10-03", "200000 \(oil)"),
    given("part-of-us", "us", "2007-11", "46000 \(oil)"),
    given("part-of-us", "us", "2008-03", "54000 \(oil)"),
    given("part-of-us", "us", "2008-08", "50000 \(oil)"),
    given("part-of-us", "us", "2008-12", "50000 \(oil)"),
    // Russia: 200,000 t in all by January 2009.
    pledged("part-of-russia", "ru", "2007-10-03", "200000 \(oil)"),
    given("part-of-russia", "ru", "2008-01", "50000 \(oil)"),
    given("part-of-russia", "ru", "2008-06", "100000 \(oil)"),
    given("part-of-russia", "ru", "2009-01", "50000 \(oil)"),
    // South Korea's part of the second phase came as steel, which is counted in another unit.
    pledged("part-of-south-korea", "kr", "2007-10-03", "150000 \(other)"),
    given("part-of-south-korea", "kr", "2007-12", "5010 \(other)"),
    // Nobody said how much.
    #"{"process":"aid","type":"measure-implemented","as":"generators","party":"us","on":"2007-10-10","title":"Generators","category":"energy-aid"}"#,
  ]

  private func program() throws -> Program {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let outcome = try program.run(["log", "-"], input: Self.lines.joined(separator: "\n") + "\n")
    try #require(outcome.status == 0, "\(outcome.complaint)")
    return program
  }

  private func sums(_ program: Program, _ words: String...) throws -> [String] {
    try program.run(["ledger", "aid", "--json"] + words).rows("quantities").map { row in
      let givers = (row["givers"] as? [String] ?? []).joined(separator: "+")
      func text(_ name: String) -> String { row[name] as? String ?? "?" }
      let most = text("delivered_at_most") == text("delivered") ? "" : " to \(text("delivered_at_most"))"
      return "\(givers): \(text("delivered"))\(most) of \(text("pledged")) \(text("unit"))"
    }
  }

  @Test("is the sum of the deliveries of each, by unit")
  func whole() throws {
    let program = try program()
    // Promises of one day are in the order of their ids, which is another in each store.
    #expect(
      try Set(sums(program, "--as-of", "2009-04-02")) == [
        // 6,200 + 43,800 = 50,000.
        "kr: 50000 of 50000 \(Self.oil)",
        // What China promised and what it gave are in two units, so that neither is held against the other.
        "cn: 0 of 200000 \(Self.other)", "cn: 50000 of 0 \(Self.oil)",
        // 46,000 + 54,000 + 50,000 + 50,000 = 200,000.
        "us: 200000 of 200000 \(Self.oil)",
        // 50,000 + 100,000 + 50,000 = 200,000.
        "ru: 200000 of 200000 \(Self.oil)",
        "kr: 5010 of 150000 \(Self.other)",
      ])
    // By 15 December 2008 the last American lot may have come, and the last Russian one has not.
    #expect(
      try sums(program, "--as-of", "2008-12-15", "--party", "us") == [
        "us: 150000 to 200000 of 200000 \(Self.oil)"
      ])
    #expect(
      try sums(program, "--as-of", "2008-12-15", "--party", "ru") == ["ru: 150000 of 200000 \(Self.oil)"])
    // The day of the shutdown: one ship.
    #expect(
      try sums(program, "--as-of", "2007-07-14", "--track", "economic") == ["kr: 6200 of 50000 \(Self.oil)"])
    #expect(try program.run("ledger", "aid", "--category", "sanctions-relief").status == 65)
  }

  @Test("stands below the exchanges, from tables as from a fold, and says on which events it rests")
  func shown() throws {
    let program = try program()
    let lines = try program.run("ledger", "aid", "--as-of", "2009-04-02").output
    #expect(lines.contains("How much"))
    #expect(lines.contains("200000  200000    t of heavy fuel oil"), "\(lines)")
    let kept = try program.run("ledger", "aid", "--json").rows("quantities")
    let folded = try program.run("ledger", "aid", "--json", "--as-of", "2020-01-01").rows("quantities")
    #expect(kept as NSArray == folded as NSArray)
    let us = try #require(kept.first { ($0["givers"] as? [String]) == ["us"] })
    #expect((us["why"] as? [String: [Int]])?["delivered"] == [7, 8, 9, 10])
  }
}

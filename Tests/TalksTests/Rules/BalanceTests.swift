import Talks
import Testing

@Suite("The balance of a party")
struct BalanceTests {
  private static let lines = [
    #""type":"measure-pledged","as":"freeze","party":"kp","category":"freeze","track":"nuclear","on":"2007-01-01""#,
    #""type":"measure-pledged","as":"visit","party":"kp","category":"access","on":"2007-01-01""#,
    #""type":"measure-pledged","as":"oil","party":"us","in-return-for":["freeze"],"on":"2007-01-01""#,
    #""type":"measure-implemented","measure":"freeze","party":"kp","on":"2007-02-01""#,
    #""type":"measure-suspended","measure":"visit","party":"kp","on":"2007-03""#,
    #""type":"measure-weighed","measure":"freeze","weight":3,"assessed-by":"A","on":"2007-02-01""#,
    #""type":"measure-weighed","measure":"visit","weight":5,"assessed-by":"A","on":"2007-02-01""#,
  ]

  private func words(_ it: Balance) -> String {
    let counts = [it.measures, it.inPlace, it.open, it.undone, it.unanswered].map { "\($0.count)" }
    let weights = [it.measures, it.inPlace].map { "\(it.weights(of: $0).reduce(0) { $0 + $1.value })" }
    return "\(it.party) \(it.grouping.rawValue) \(it.value ?? "-"): "
      + (counts + weights).joined(separator: " ")
  }

  @Test("counts what is certain, in all and by category, track and assessor")
  func counts() throws {
    #expect(
      try Story(Self.lines).state(asOf: "2007-04-01").balances.map(words) == [
        "kp all -: 2 1 0 1 1 8 3", "kp category access: 1 0 0 1 0 5 0", "kp category freeze: 1 1 0 0 1 3 3",
        "kp track nuclear: 1 1 0 0 1 3 3", "kp track -: 1 0 0 1 0 5 0", "kp assessor A: 2 1 0 1 1 8 3",
        "us all -: 1 0 1 0 0 0 0", "us category -: 1 0 1 0 0 0 0", "us track -: 1 0 1 0 0 0 0",
      ])
    let month = try Story(Self.lines).state(asOf: "2007-03-10").balances
    #expect(month.first.map(words) == "kp all -: 2 1 0 0 1 8 3", "it is suspended or still open")
  }

  @Test("credits what was done to those who are named as having done it")
  func doers() throws {
    func balances(_ lines: String...) throws -> [String] {
      try Story(lines).state().balances.filter { $0.grouping == .all }.map(words)
    }
    let fordow = #""type":"measure-pledged","as":"m","party":"ir","on":"2015-07-14""#
    #expect(
      try balances(fordow, #""type":"measure-implemented","measure":"m","party":"fr","on":"2015-12-28""#) == [
        "ir all -: 1 0 0 0 0 0 0", "fr all -: 1 1 0 0 1 0 0",
      ])
    let relief = #""form":2,"type":"measure-pledged","as":"m","party":"us","with":["eu"],"on":"2015-07-14""#
    let done = #""type":"measure-implemented","measure":"m","party":"us","on":"2016-01-16""#
    #expect(try balances(relief) == ["us all -: 1 0 1 0 0 0 0", "eu all -: 1 0 1 0 0 0 0"])
    #expect(try balances(relief, done) == ["us all -: 1 1 0 0 1 0 0", "eu all -: 1 0 0 0 0 0 0"])
    let undone = #""type":"measure-reversed","measure":"m","party":"us","on":"2018-05-08""#
    #expect(try balances(relief, done, undone) == ["us all -: 1 0 0 1 1 0 0", "eu all -: 1 0 0 0 0 0 0"])
  }

  @Test("never adds up the weights of several assessors")
  func assessors() throws {
    let more = [
      #""type":"measure-weighed","measure":"freeze","weight":9,"assessed-by":"B","on":"2007-02-01""#
    ]
    let balances = try Story(Self.lines + more).state().balances.filter { $0.party == "kp" }
    #expect(balances.first?.assessor == nil)
    #expect(balances.first.map(words) == "kp all -: 2 1 0 1 1 0 0")
    #expect(
      balances.filter { $0.grouping == .assessor }.map(words)
        == ["kp assessor A: 2 1 0 1 1 8 3", "kp assessor B: 1 1 0 0 1 9 9"])
  }
}

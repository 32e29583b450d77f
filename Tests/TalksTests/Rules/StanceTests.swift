import Talks
import Testing

@Suite("A stance")
struct StanceTests {
  private func stated(
    _ party: String, _ on: String, _ wanted: String, issue: String = "Sanctions", quote: String? = nil
  ) -> String {
    #""type":"position-stated","party":"\#(party)","issue":"\#(issue)","preconditions":[\#(wanted)],"on":"\#(on)""#
      + (quote.map { #","quote":"\#($0)""# } ?? "")
  }

  @Test("is compared with what the party said on the issue before, however that was typed")
  func moves() throws {
    let stances = try Story([
      stated("kp", "2005-01-01", #""lift all"# + #"","talk first""#),
      stated("us", "2005-01-02", #""freeze""#),
      stated("kp", "2005-02-01", #""Lift  ALL""#, issue: "sanctions"),
      stated("kp", "2005-03-01", #""lift all""#, quote: "All."),
      stated("kp", "2005-04-01", #""lift all""#, quote: "All of them."),
      stated("kp", "2005-05-01", #""lift all""#, quote: "All of them."),
    ]).state().stances
    #expect(stances.map { $0.previous?.dating.position } == [nil, nil, 1, 3, 4, 5])
    #expect(stances.map(\.hasMoved) == [.unknown, .unknown, .yes, .unknown, .yes, .no])
    #expect(stances[2].dropped == ["talk first"] && stances[2].added.isEmpty)
    #expect(stances[0].added == ["lift all", "talk first"], "all that it wants is new")
    #expect(stances.map(\.isCurrent) == [.no, .yes, .no, .no, .no, .yes])
  }

  @Test("may be the last word of several where dates overlap, and follows the record within a day")
  func current() throws {
    let overlapping = try Story([
      stated("kp", "2005", #""a""#), stated("kp", "2005-06-01", #""b""#), stated("us", "2005-06-01", #""a""#),
      stated("us", "2005-06-01", #""b""#),
    ])
    let stances = overlapping.state().stances
    #expect(stances.map(\.isCurrent) == [.unknown, .unknown, .no, .yes])
    #expect(stances[0].rivals.map(\.dating.position) == [2] && stances[3].rivals.isEmpty)
    let before = overlapping.state(asOf: "2005-05-01").stances
    #expect(before.map(\.isCurrent) == [.unknown], "it may not have been said yet")
  }
}

@Suite("The distance of two stances")
struct DistanceTests {
  @Test("is the part of all that is wanted first which only one of them wants")
  func distance() throws {
    func stated(_ party: String, _ issue: String, _ wanted: [String], _ on: String = "2005-01-01") -> String {
      let list = wanted.map { "\"\($0)\"" }.joined(separator: ",")
      return
        #""type":"position-stated","party":"\#(party)","issue":"\#(issue)","preconditions":[\#(list)],"on":"\#(on)""#
    }
    let distances = try Story([
      stated("us", "Sanctions", ["freeze", "verify"]),
      stated("kp", "sanctions", ["Verify", "relief", "talks"]),
      stated("cn", "sanctions", []), stated("us", "aid", ["x"], "2005"), stated("us", "aid", ["y"]),
      stated("kp", "aid", ["x"]),
    ]).state().distances
    func name(_ it: Distance) -> String {
      "\(it.one.position.issue.lowercased()) \(it.one.position.party) \(it.other.position.party)"
    }
    #expect(distances.map(name) == ["aid kp us", "sanctions cn kp", "sanctions cn us", "sanctions kp us"])
    // Of four conditions, one is shared.
    #expect(distances[3].shared == ["Verify"])
    #expect(distances[3].onlyOne == ["relief", "talks"] && distances[3].onlyOther == ["freeze"])
    #expect(distances[3].percent == 75 && distances[3].isSettled == .yes)
    #expect(distances[1].percent == nil, "nothing is no condition")
    // What was said in the year may be later than what was said on its first day.
    #expect(distances[0].percent == 100 && distances[0].isSettled == .unknown)
  }
}

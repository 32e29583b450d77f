import EventSourcing
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
    // It left out that there should be talks first, which is no word that it gave that up; then it wanted all of them in
    // other words, and whether these are another position is for the reader to say.
    #expect(stances.map(\.hasMoved) == [.unknown, .unknown, .unknown, .unknown, .unknown, .no])
    #expect(stances[2].unrepeated == ["talk first"] && stances[2].dropped.isEmpty && stances[2].added.isEmpty)
    #expect(stances[0].added == ["lift all", "talk first"], "all that it wants is new")
    #expect(stances.map(\.isCurrent) == [.no, .yes, .no, .no, .no, .yes])
  }

  @Test("gives up only what the record says that it gives up")
  func silence() throws {
    func said(_ on: String, _ wanted: [String], _ more: String = "") -> String {
      let list = wanted.map { "\"\($0)\"" }.joined(separator: ",")
      return stated("kp", on, list) + more
    }
    let first = EventID(high: 0x7000, low: 1)
    let state = try Story([
      said("2005-01-01", ["a", "b"]), said("2005-02-01", ["a"]),
      said("2005-03-01", ["a"], #","drops":["B"]"#), said("2005-04-01", ["b"]),
      said("2005-05-01", ["c"], #","softens":["b"]"#),
      said("2005-06-01", ["c"], #","replaces":["\#(first)"]"#),
    ]).state()
    let stances = state.stances
    #expect(stances.map(\.added) == [["a", "b"], [], [], ["b"], ["c"], []], "b is taken up again in April")
    #expect(stances.map(\.unrepeated) == [[], ["b"], [], ["a"], ["a"], []])
    // By a word in March; in June by taking the place of the first statement, of which only a was still wanted.
    #expect(stances.map(\.dropped) == [[], [], ["B"], [], [], ["a"]])
    #expect(stances.map(\.softened) == [[], [], [], [], ["b"], []])
    #expect(stances.map(\.hasMoved) == [.unknown, .unknown, .yes, .yes, .yes, .yes])
    let standing = state.preconditions.filter { $0.stands == .yes }
    #expect(standing.map(\.text) == ["c"] && standing[0].statements.count == 2)
  }

  @Test("leaves open whether it gave something up where dates do")
  func doubt() throws {
    let state = try Story([
      stated("kp", "2005", #""a","b""#), stated("kp", "2005-06-01", "") + #","drops":["a"]"#,
    ]).state()
    // It was given up on June 1, and wanted on some day of the year.
    #expect(state.preconditions.map(\.text) == ["a", "b"])
    #expect(state.preconditions.map(\.stands) == [.unknown, .yes])
  }

  @Test("may be the last word of several where dates overlap, and follows the record within a day")
  func current() throws {
    let overlapping = try Story([
      stated("kp", "2005", #""a""#), stated("kp", "2005-06-01", #""b""#), stated("us", "2005-06-01", #""a""#),
      stated("us", "2005-06-01", #""b""#),
    ])
    let stances = overlapping.state().stances
    #expect(stances.map(\.isCurrent) == [.unknown, .unknown, .no, .yes])
    #expect(stances.map { $0.overtaking?.dating.position } == [2, 1, 4, nil])
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

  @Test("is reckoned by last words, and with what was not repeated")
  func bothWays() throws {
    func stated(_ party: String, _ on: String, _ wanted: String, _ more: String = "") -> String {
      #""type":"position-stated","party":"\#(party)","issue":"sanctions","preconditions":[\#(wanted)],"on":"\#(on)""#
        + more
    }
    let lines = [
      stated("us", "2005-01-01", #""freeze","verify""#),
      stated("kp", "2005-01-01", #""verify","relief","talks""#), stated("kp", "2005-02-01", #""relief""#),
    ]
    let silent = try #require(try Story(lines).state().distances.first)
    // Of freeze, verify and relief none is shared; with what North Korea left out, one of four is.
    #expect(silent.percent == 100 && silent.percentWithUnrepeated == 75)
    #expect(silent.unrepeatedByOne.map(\.text) == ["verify", "talks"] && silent.unrepeatedByOther.isEmpty)
    #expect(silent.isSettledWithUnrepeated == .yes)
    let dropping = lines + [stated("kp", "2005-03-01", #""relief""#, #","drops":["talks","verify"]"#)]
    let given = try #require(try Story(dropping).state().distances.first)
    #expect(given.percent == 100 && given.percentWithUnrepeated == 100 && given.unrepeatedByOne.isEmpty)
  }
}

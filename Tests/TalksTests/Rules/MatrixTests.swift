import EventSourcing
import Foundation
import Talks
import Testing

@Suite("What each asks and offers")
struct MatrixTests {
  /// What was tabled at Hanoi on 28 February 2019, by what both sides said that day: Ri Yong Ho at midnight, and the
  /// President at noon.
  private static let tabled = [
    #""type":"proposal-tabled","as":"yongbyon-for-relief","party":"kp","to":["us"],"issue":"denuclearization","clauses":["yongbyon | offer to us | | Dismantle for good all plutonium and uranium facilities of Yongbyon, with American experts there","tests | offer to us | | Assure in writing that nuclear tests and long-range launches have ended for good","relief | ask of us | sanctions-relief | Lift the parts of five resolutions of 2016 and 2017 that hamper the civilian economy and the livelihood of the people"],"on":"2019-02-28""#,
    #""type":"proposal-countered","as":"more-than-yongbyon","party":"us","to":["kp"],"answers":"yongbyon-for-relief","counters":["yongbyon"],"issue":"denuclearization","clauses":["one-more | ask of kp | | One more step besides Yongbyon"],"on":"2019-02-28""#,
    #""type":"proposal-rejected","proposal":"yongbyon-for-relief","party":"us","clauses":["relief"],"on":"2019-02-28""#,
  ]

  /// The positions of that day as the Korean example has them, and the rest.
  private func hanoi(asOf day: String) throws -> ProcessState {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/examples/korea.jsonl")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { line in
      line.contains(#""process":"us-dprk""#) && line.contains(#""type":"position-stated""#)
        && line.contains(#""on":"2019-02-28""#)
    }
    #expect(lines.count == 4)
    var story = try Story(Self.tabled)
    for line in lines {
      story.entries.append(
        Entry(
          position: Int64(story.entries.count) + 1, id: EventID(high: 9, low: UInt64(story.entries.count)),
          event: try Samples.read(Array(line.utf8)).event, zones: UTCOnly()))
    }
    return story.state(asOf: day)
  }

  private func told(_ bid: Bid) -> String {
    let whom = bid.parties.map(\.description).joined(separator: ",")
    let said = [("accepted", bid.accepted), ("refused", bid.refused), ("countered", bid.countered)]
      .filter { !$1.isEmpty }.map { "\($0) by \($1.map(\.description).joined(separator: ","))" }
    let open = bid.isUnanswered == .yes ? ["unanswered"] : []
    return
      "\(bid.party) \(bid.kind?.rawValue ?? "") \(whom): \(bid.text.prefix(18)): \((said + open).joined(separator: ", "))"
  }

  @Test("is at Hanoi what each put on the table, and what nobody answered")
  func hanoi() throws {
    let matrix = try hanoi(asOf: "2019-02-28").matrix
    // Each spoke on liaison offices too, without asking or offering anything.
    #expect(
      matrix.map { "\($0.issue) \($0.party)" } == [
        "denuclearization kp", "denuclearization us", "liaison-offices kp", "liaison-offices us",
        "sanctions-relief kp", "sanctions-relief us",
      ])
    #expect(
      matrix.map { $0.bids.map(told) } == [
        [
          "kp offer us: Dismantle for good: countered by us", "kp offer us: Assure in writing : unanswered",
        ], ["us ask kp: One more step besi: unanswered"], [], [],
        ["kp ask us: Lift the parts of : refused by us"],
        // A precondition of its position, of which the record does not say of whom it is wanted.
        ["us ask : more than Yongbyon: unanswered"],
      ])
    #expect(matrix[2].lastWord?.quote == "I think that is something which is welcomable.")
    #expect(try hanoi(asOf: "2019-02-28").proposals["yongbyon-for-relief"]?.statuses == [.partly])
    #expect(try hanoi(asOf: "2019-02-28").proposals["more-than-yongbyon"]?.statuses == [.tabled])
    #expect(try hanoi(asOf: "2019-02-27").matrix.isEmpty, "the day before, nothing was on the table")
  }

  @Test("goes on being asked where it is not repeated, until the record says that it is given up or answered")
  func positions() throws {
    func stated(_ wanted: String, _ on: String, _ more: String = "") -> String {
      #""type":"position-stated","party":"kp","issue":"sanctions","of":["us"],"preconditions":[\#(wanted)],"on":"\#(on)""#
        + more
    }
    let first = EventID(high: 0x7000, low: 1)
    let answer =
      #""type":"position-answered","statement":"\#(first)","party":"us","answer":"refused","preconditions":["talks"],"on":"2005-02""#
    let met =
      #""type":"position-answered","statement":"\#(first)","party":"us","answer":"met","preconditions":["talks"],"through":["m"],"on":"2005-04-01""#
    let story = try Story([
      stated(#""relief","talks""#, "2005-01-01"), answer, stated(#""relief""#, "2005-03-01"), met,
      stated(#""other""#, "2005-05-01", #","drops":["relief"]"#),
    ])
    func bids(_ day: String) -> [Bid] { story.state(asOf: day).bids }
    #expect(bids("2005-01-15").map(\.text) == ["relief", "talks"])
    #expect(bids("2005-01-15").map(\.waiting) == [["us"], ["us"]])
    #expect(bids("2005-02-10").map(\.isUnanswered) == [.yes, .unknown], "it was refused in February")
    let march = bids("2005-03-01").sorted { $0.text < $1.text }
    #expect(march.map(\.text) == ["relief", "talks"] && march.map(\.isUnanswered) == [.yes, .no])
    #expect(march[1].refused == ["us"] && march[1].since.on?.text == "2005-01-01")
    let april = bids("2005-04-01").sorted { $0.text < $1.text }
    #expect(april[1].met == ["us"] && april[1].refused.isEmpty, "its last word counts")
    #expect(april[1].became.map(\.description) == ["m"])
    #expect(Set(bids("2005-05-01").map(\.text)) == ["talks", "other"], "relief is given up, talks are not")
  }

  @Test(
    "is of a proposal without recorded contents the proposal, and of a merged statement the one that stays")
  func others() throws {
    let state = try Story([
      #""type":"proposal-tabled","as":"p","title":"A plan","party":"us","issue":"Peace","on":"2005-01-01""#,
      #""type":"position-stated","party":"kp","issue":"peace","preconditions":["talks"],"on":"2005-01-02""#,
      #""type":"position-stated","party":"kp","issue":"peace","preconditions":["talks"],"on":"2005-01-02""#,
      #""type":"events-merged","merged":"\#(EventID(high: 0x7000, low: 3))","into":"\#(EventID(high: 0x7000, low: 2))","because":"twice""#,
      #""type":"position-answered","statement":"\#(EventID(high: 0x7000, low: 3))","party":"us","answer":"accepted","on":"2005-01-03""#,
    ]).state()
    #expect(state.matrix.map { "\($0.issue) \($0.party)" } == ["peace kp", "peace us"])
    let (asked, plan) = (state.matrix[0].bids, state.matrix[1].bids)
    #expect(asked.map(\.accepted) == [["us"]] && asked[0].isUnanswered == .no)
    #expect(plan.map(\.kind) == [nil] && plan[0].text == "A plan" && plan[0].isUnanswered == .yes)
  }
}

import ReadModels
import Talks
import TestSupport
import Testing

@Suite("The positions of parties")
struct PositionsTests {
  private static let lines = [
    #""type":"position-stated","party":"kp","issue":"Reactor","quote":"A","preconditions":["written assurance","fuel"],"on":"2003-10-25""#,
    #""type":"position-stated","party":"kp","issue":"reactor","quote":"B","preconditions":["a reactor first","Written  assurance"],"on":"2005-09-20""#,
    #""type":"position-stated","party":"us","issue":"reactor","preconditions":["dismantlement","A reactor first"],"on":"2005-06-15""#,
    #""type":"position-stated","party":"us","issue":"sanctions","title":"No","on":"2005-06-15""#,
    #""type":"position-stated","party":"us","issue":"sanctions","title":"Perhaps","on":"[2005-01-01..2005-12-31]""#,
    #""type":"position-stated","party":"kp","issue":"sanctions","quote":"Lift them","on":"2005-01""#,
    #""type":"position-stated","party":"kp","issue":"sanctions","quote":"Lift them","on":"2006-01-01""#,
  ]

  @Test("stand beside what was said before, with what is wanted besides and what is not repeated")
  func moves() throws {
    let table = Picked(MoveRow.self, try state(Self.lines))
    func cell(_ event: Int64, _ column: String) throws -> Cell { try table.cell(.integer(event), column) }
    #expect(try cell(1, "previous_event") == .null && cell(1, "moved") == .unknown)
    #expect(try cell(1, "current") == .boolean(false))
    #expect(try cell(2, "previous_event") == .integer(1) && cell(2, "previous_quote") == .text("A"))
    #expect(try cell(2, "days") == .integer(696) && cell(2, "days_at_most") == .integer(696))
    #expect(try cell(2, "added") == .texts(["a reactor first"]) && cell(2, "dropped") == .texts([]))
    #expect(try cell(2, "unrepeated") == .texts(["fuel"]), "that it gave it up is not recorded")
    #expect(try cell(2, "moved") == .boolean(true) && cell(2, "current") == .boolean(true))
    // The same words are no move.
    #expect(try cell(7, "moved") == .boolean(false))
    #expect(try cell(7, "days") == .integer(335) && cell(7, "days_at_most") == .integer(365))
    // It may have been said before or after, and no words are recorded.
    #expect(try cell(4, "current") == .unknown && cell(5, "current") == .unknown)
    #expect(try cell(4, "moved") == .unknown)
    #expect(try cell(2, "headline") == .text("North Korea states its position on reactor"))
  }

  @Test("rest, where they are not the last word, on the one that followed, however many did")
  func overtaken() throws {
    let days = (0..<400).map {
      "\(2000 + $0 / 100)-\(1 + $0 / 10 % 10 < 10 ? "0" : "")\(1 + $0 / 10 % 10)-\(10 + $0 % 10)"
    }
    let lines = days.map {
      #""type":"position-stated","party":"kp","issue":"fuel","quote":"Now","on":"\#($0)""#
    }
    let rows = MoveRow.rows(try state(lines))
    #expect(rows.count == 400 && rows.dropLast().allSatisfy { $0.current == .no })
    for (index, row) in rows.dropLast().enumerated() {
      #expect(row.$current.provenance.all == [Int64(index + 1), Int64(index + 2)])
    }
    #expect(rows.last?.current == .yes && rows.last?.$current.provenance == [400])
    // Of those that may have been later, the first: the vague one, whose year began before.
    let vague = MoveRow.rows(try state(Self.lines)).filter {
      $0.issue == "sanctions" && $0.party.text == "us"
    }
    #expect(vague.map(\.$current.provenance.all) == [[4, 5], [4, 5]])
  }

  @Test("are as far apart as the part of their preconditions that is not shared")
  func distance() throws {
    let table = Picked(DistanceRow.self, try state(Self.lines))
    #expect(try table.texts("reactor", "shared") == ["a reactor first"])
    #expect(try table.texts("reactor", "only_one") == ["Written  assurance"])
    #expect(try table.texts("reactor", "only_other") == ["dismantlement"])
    #expect(try table.cell("reactor", "distance") == .integer(67))
    #expect(try table.cell("reactor", "settled") == .boolean(true))
    #expect(try table.basis("reactor", "distance") == [2, 3])
    // With the fuel that North Korea did not repeat, one of four is shared.
    #expect(try table.texts("reactor", "unrepeated_one") == ["fuel"])
    #expect(try table.cell("reactor", "distance_with_unrepeated") == .integer(75))
    #expect(try table.basis("reactor", "distance_with_unrepeated") == [1, 2, 3])
    #expect(try table.cell("sanctions", "distance") == .null)
    #expect(try table.cell("sanctions", "settled") == .unknown)
    let early = Picked(DistanceRow.self, try state(Self.lines, asOf: "2005-07-01"))
    #expect(try early.texts("Reactor", "shared") == [] && early.cell("Reactor", "distance") == .integer(100))
    // Who states nothing does not want the opposite.
    let silent = Picked(
      DistanceRow.self,
      try state(
        Self.lines + [#""type":"position-stated","party":"us","issue":"reactor","title":"No","on":"2007""#]))
    #expect(try silent.texts("reactor", "only_other") == [] && silent.cell("reactor", "distance") == .null)
    #expect(try silent.texts("reactor", "unrepeated_other") == ["dismantlement", "A reactor first"])
    #expect(try silent.cell("reactor", "distance_with_unrepeated") == .integer(75))
  }
}

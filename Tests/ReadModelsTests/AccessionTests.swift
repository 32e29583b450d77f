import ReadModels
import Talks
import TestSupport
import Testing

@Suite("The accession plan")
struct AccessionTests {
  private static let lines = [
    #""type":"tier-planned","tier":1,"parties":["us","kp"],"on":"2003-01-01""#,
    #""type":"tier-planned","tier":2,"parties":["cn","kr"],"condition":"an opening","on":"2003-01-01""#,
    #""type":"tier-planned","tier":3,"parties":["jp","ru"],"on":"2003-01-01""#,
    #""type":"round-convened","as":"r1","parties":["us","kp"],"format":"bilateral","on":"2003-02-01""#,
    #""type":"agreement-reached","as":"a","parties":["us","kp"],"on":"2003-02-10""#,
    #""type":"party-invited","parties":["cn","kr"],"inviter":"us","on":"2003-02-20""#,
    #""type":"tier-opened","tier":2,"because":"a","on":"2003-03-02""#,
    #""type":"party-joined","party":"cn","role":"host","terms":"as host","on":"2003-03-10""#,
    #""type":"party-joined","party":"kr","on":"[2003-03-10..2003-03-20]""#,
    #""type":"round-convened","as":"r2","parties":["us","kp","cn","kr"],"format":"four-party","on":"2003-04-01""#,
    #""type":"measure-pledged","as":"m","party":"kp","on":"2003-04-02""#,
    #""type":"party-joined","party":"ru","on":"2003-04-10""#,
    #""type":"party-joined","party":"eu","on":"2003-05-01""#,
    #""type":"measure-pledged","as":"n","party":"us","on":"2003-05""#,
    #""type":"party-withdrew","party":"kr","on":"2003-06-01""#,
  ]

  @Test("stands beside what happened, each cell with its events")
  func stages() throws {
    let table = Picked(AccessionRow.self, try state(Self.lines))
    #expect(
      table.rows.map(\.cells[0])
        == [.text("tier-1"), .text("tier-2"), .text("tier-3"), .text("unplanned-1")])
    #expect(try table.texts("tier-1", "came_in") == ["us 2003-02-01", "kp 2003-02-01"])
    #expect(try table.cell("tier-1", "format_before") == .null)
    #expect(try table.cell("tier-1", "format_after") == .text("bilateral"))
    #expect(try table.texts("tier-1", "brought") == [], "nobody says that it brought anything")
    #expect(try table.texts("tier-1", "since_then") == ["a 2003-02-10", "m 2003-04-02", "n 2003-05"])
    #expect(try table.basis("tier-1", "since_then") == [4, 5, 11, 14])

    #expect(try table.cell("tier-2", "because") == .text("a"))
    #expect(try table.cell("tier-2", "days_to_opening") == .integer(60))
    #expect(try table.cell("tier-2", "days_to_opening_at_most") == .integer(60))
    #expect(try table.texts("tier-2", "came_in") == ["cn 2003-03-10", "kr [2003-03-10..2003-03-20]"])
    #expect(try table.basis("tier-2", "came_in") == [8, 9])
    #expect(try table.texts("tier-2", "terms") == ["cn: as host"])
    #expect(try table.texts("tier-2", "invited") == ["cn by us 2003-02-20", "kr by us 2003-02-20"])
    #expect(try table.texts("tier-2", "missing") == [])
    #expect(try table.texts("tier-2", "departed") == ["kr 2003-06-01"])
    #expect(try table.basis("tier-2", "departed") == [8, 9, 15])
    #expect(try table.cell("tier-2", "format_before") == .text("bilateral"))
    #expect(try table.cell("tier-2", "format_after") == .text("four-party"))
    // What was pledged after they came in is North Korea's.
    #expect(try table.texts("tier-2", "since_then") == [])

    #expect(try table.texts("tier-3", "missing") == ["jp"])
    #expect(try table.texts("unplanned-1", "parties") == ["eu"])
    #expect(try table.texts("unplanned-1", "since_then") == [])
    let first = try #require(AccessionRow.rows(try state(Self.lines)).first)
    // From February 1: a after 9 days, m after 60, and n after 89 to 119.
    #expect(first.within(60).sinceThen.map(\.thing.text) == ["a", "m"])
    #expect(first.within(100).sinceThen.map { $0.isWithin(100) } == [.yes, .yes, .unknown])
    #expect(
      try ["tier-1", "tier-2", "tier-3", "unplanned-1"].map { try table.cell($0, "next") == .boolean(true) }
        == [false, false, true, false])
  }

  @Test("tells who left from who never came in, and expects nobody after the end")
  func departures() throws {
    func tier(_ more: [String], asOf day: String? = nil) throws -> Picked {
      Picked(AccessionRow.self, try state(Self.lines + more, asOf: day))
    }
    let left = [#""type":"party-withdrew","party":"cn","on":"2003-07""#]
    let perhaps = try tier(left, asOf: "2003-07-15")
    #expect(try perhaps.texts("tier-2", "departed") == ["kr 2003-06-01"])
    #expect(try perhaps.texts("tier-2", "perhaps_departed") == ["cn 2003-07"])
    #expect(try perhaps.texts("tier-2", "perhaps_missing") == [])
    let back = left + [#""type":"party-returned","party":"cn","on":"2003-08-01""#]
    #expect(try tier(back).texts("tier-2", "departed") == ["kr 2003-06-01"])
    let closed = try tier([#""type":"talks-closed","on":"2004-01-01""#])
    #expect(try closed.texts("tier-3", "missing") == [] && closed.cell("tier-3", "next") == .boolean(false))
    #expect(try closed.texts("tier-1", "departed") == [])
    #expect(try closed.texts("tier-2", "departed") == ["kr 2003-06-01"])
    let perhapsClosed = try tier([#""type":"talks-closed","on":"2004-01""#], asOf: "2004-01-10")
    #expect(try perhapsClosed.cell("tier-3", "next") == .unknown)
    #expect(try perhapsClosed.texts("tier-3", "perhaps_missing") == ["jp"])
  }

  @Test("leaves open what dates leave open")
  func doubt() throws {
    let table = Picked(AccessionRow.self, try state(Self.lines, asOf: "2003-03-15"))
    #expect(try table.texts("tier-2", "missing") == [])
    #expect(try table.texts("tier-2", "perhaps_missing") == ["kr"])
    #expect(try table.cell("tier-2", "next") == .unknown)
    #expect(try table.cell("tier-3", "next") == .unknown)
    let early = Picked(AccessionRow.self, try state(Self.lines, asOf: "2003-01-31"))
    #expect(try early.cell("tier-1", "next") == .boolean(true))
    #expect(try early.texts("tier-1", "missing") == ["us", "kp"])
    #expect(try early.cell("tier-2", "opened") == .null && early.cell("tier-2", "days_to_opening") == .null)
  }

  @Test("tells who came in before their turn")
  func turns() throws {
    func early(_ us: String, _ opened: String?) throws -> [[String]] {
      let table = Picked(
        AccessionRow.self,
        try state(
          [
            #""type":"tier-planned","tier":1,"parties":["us"],"on":"2002""#,
            #""type":"tier-planned","tier":2,"parties":["cn"],"on":"2002""#,
            #""type":"party-joined","party":"us","on":"\#(us)""#,
            #""type":"party-joined","party":"cn","on":"2003-01-10""#,
          ] + (opened.map { [#""type":"tier-opened","tier":2,"on":"\#($0)""#] } ?? [])))
      return [try table.texts("tier-2", "before_turn"), try table.texts("tier-2", "perhaps_before_turn")]
    }
    #expect(try early("2003-01-09", nil) == [[], []])
    #expect(try early("2003-01-10", nil) == [[], []])
    #expect(try early("2003-02", nil) == [["cn"], []])
    #expect(try early("2003-01", nil) == [[], ["cn"]])
    #expect(try early("2003-01-09", "2003-01-11") == [["cn"], []])
  }

  @Test("is empty where there is none, and groups those who came in without one")
  func unplanned() throws {
    #expect(Picked(AccessionRow.self, try state([])).rows.isEmpty)
    let table = Picked(
      AccessionRow.self,
      try state([
        #""type":"round-convened","as":"r1","parties":["us","kp"],"on":"2003-02-01""#,
        #""type":"party-joined","party":"cn","on":"2003-03-01""#,
        #""type":"party-withdrew","party":"cn","on":"2003-04-01""#,
        #""type":"party-returned","party":"cn","on":"2003-05-01""#,
      ]))
    #expect(try table.texts("unplanned-1", "parties") == ["us", "kp"])
    #expect(try table.texts("unplanned-2", "came_in") == ["cn 2003-03-01"])
    #expect(table.rows.count == 2)
    #expect(try table.cell("unplanned-2", "next") == .boolean(false))
  }
}

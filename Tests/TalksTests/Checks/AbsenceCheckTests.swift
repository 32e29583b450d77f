import Talks
import Testing

@Suite("What has not come")
struct AbsenceCheckTests {
  @Test("a delivery, once its deadline has passed for certain")
  func overdue() throws {
    let pledged =
      #""type":"measure-pledged","as":"m","title":"Oil","party":"us","on":"2003-08","deadline":"2003-10""#
    let found = try findings(Overdue.self, [pledged], on: "2003-11-01")
    #expect(found.map(\.events) == [[1]])
    #expect(
      found.first?.sentence == "“Oil” was due by October 2003, and nothing says what became of it.")
    #expect(try events(Overdue.self, [pledged], on: "2003-10-30") == [])
    for step in ["implemented", "lapsed"] {
      let party = step == "lapsed" ? "" : #","party":"us""#
      let done = #""type":"measure-\#(step)","measure":"m","on":"2003"\#(party)"#
      #expect(try events(Overdue.self, [pledged, done], on: "2003-11-01") == [])
    }
  }

  @Test("a resolution of accounts that differ")
  func contradiction() throws {
    let joined = #""type":"party-joined","party":"jp","on":"2003-08-27","title":"Japan joins""#
    let account =
      #""type":"event-disputed","disputed":"\#(eventID(1))","party":"kp","account":["on=2003-10-01"]"#
    let found = try findings(Contradiction.self, [joined, account])
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence == "“Japan joins” is told otherwise by North Korea, and nobody has weighed that.")
    let resolved = #""type":"dispute-resolved","resolved":"\#(eventID(1))","because":"the minutes""#
    #expect(try events(Contradiction.self, [joined, account, resolved]) == [])
    #expect(try events(Contradiction.self, [joined, account], on: "2003-01-01") == [])
    let retracted = #""type":"event-retracted","retracted":"\#(eventID(1))","because":"b""#
    #expect(try events(Contradiction.self, [joined, account, retracted]) == [])
  }

  @Test("the end of a round, from the day after it was convened")
  func noEnd() throws {
    let round = #""type":"round-convened","as":"r","title":"First round","on":"2022-03-03""#
    let next = #""type":"round-convened","as":"s","on":"2022-03-07","until":"2022-03-07""#
    let found = try findings(NoEnd.self, [round, next], on: "2022-03-31")
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence
        == "The end of “First round” (3 March 2022) is not recorded; it was over by 7 March.")
    #expect(
      found.first?.hint
        == "parley amend 1 --set until=DATE --because …, or parley log round-concluded talks --round r --on DATE"
    )
    let open = try findings(NoEnd.self, [round], on: "2022-03-04")
    #expect(open.map(\.sentence) == ["The end of “First round” (3 March 2022) is not recorded."])
    #expect(try events(NoEnd.self, [round], on: "2022-03-03") == [])
    #expect(
      try events(
        NoEnd.self, [round, #""type":"round-recessed","round":"r","on":"2022-03-05""#], on: "2022-03-04")
        == [])
    #expect(try events(NoEnd.self, [#""type":"round-convened","as":"r","on":"2022-03-03/2022-03-04""#]) == [])
    // The event that opens talks has no end of its own.
    let named = [
      #""type":"round-planned","as":"r","on":"2022-02-20""#,
      #""type":"talks-opened","round":"r","on":"2022-02-28""#,
    ]
    #expect(
      try findings(NoEnd.self, named, on: "2022-03-04").map(\.hint) == [
        "parley log round-concluded talks --round r --on DATE"
      ])
  }

  private let opened = #""type":"talks-opened","on":"2003-01-01""#
  private func met(_ on: String) -> String { #""type":"contact-held","on":"\#(on)""# }
  private func talks(_ what: String, _ on: String) -> String { #""type":"talks-\#(what)","on":"\#(on)""# }

  private func events(
    _ check: any Check.Type, _ lines: [String], on day: String = "2020-01-01", gap: Int = 180
  ) throws -> [[Int64]] {
    try findings(check, lines, on: day, gap: gap).map(\.events)
  }

  @Test("a contact, for longer than is good while the talks are open")
  func gap() throws {
    let found = try findings(Gap.self, [opened, met("2003-12-01"), met("2003-12-31")], on: "2004-01-01")
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence
        == "No contact is recorded for 334 days from 1 January 2003 on, while the talks were open.")
    #expect(try events(Gap.self, [opened], on: "2003-06-30") == [])
    #expect(try events(Gap.self, [opened], on: "2003-07-01") == [[1]])
    #expect(try events(Gap.self, [opened, met("2003-01-20")], on: "2003-02-01", gap: 18) == [[1, 2]])
  }

  @Test("a contact that may have been, or that nobody expects")
  func noGap() throws {
    #expect(try events(Gap.self, [opened, met("2003"), met("2003-12-31")], on: "2004-01-01") == [])
    #expect(try events(Gap.self, [opened, met("2003-02-01/..")]) == [])
    #expect(try events(Gap.self, [met("2003-02-01")]) == [])
    #expect(try events(Gap.self, [opened, talks("suspended", "2003-02"), met("2003-03")]) == [])
    #expect(try events(Gap.self, [opened, talks("closed", "2003-02")]) == [])
    #expect(
      try events(
        Gap.self, [opened, talks("suspended", "2003-02"), talks("resumed", "2005-01"), met("2005-02-01")],
        on: "2005-03-01") == [])
    #expect(
      try events(
        Gap.self,
        [
          #""type":"round-convened","as":"r","on":"2003-01-01""#,
          #""type":"round-concluded","round":"r","on":"2004-01-01""#,
        ], on: "2004-02-01") == [])
  }

  @Test("two acts of one day and kind, each to the other's party, are proposed as one exchange")
  func untiedExchange() throws {
    func freed(_ name: String, _ party: String, _ to: String, _ more: String = "") -> String {
      #""form":2,"type":"measure-implemented","as":"\#(name)","title":"Release \#(name)","party":"\#(party)","to":["\#(to)"],"category":"prisoners"\#(more)"#
    }
    let day = #","on":"2012-09-21""#
    let one = freed("a", "kr", "kp", day)
    let found = try findings(UntiedExchange.self, [one, freed("b", "kp", "kr", day)])
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence
        == "“Release a” and “Release b” (21 September 2012) seem to be one exchange (prisoners), and nothing ties them."
    )
    let near = [
      freed("b", "kp", "kr", day + #","in-return-for":["a"]"#),
      freed("b", "kp", "kr", #","on":"2012-09-22""#), freed("b", "kp", "kr", #","on":"2022-09""#),
      freed("b", "kp", "us", day), freed("b", "kr", "kp", day),
      freed("b", "kp", "kr", day).replacing("prisoners", with: "access"),
    ]
    for other in near { #expect(try findings(UntiedExchange.self, [one, other]).isEmpty, "\(other)") }
  }
}

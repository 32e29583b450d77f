import Talks
import Testing

@Suite("The days on which something may turn")
struct TurningDaysTests {
  private func day(_ text: String) throws -> Int32 { try #require(CivilDay(iso: text)).days }

  @Test(
    "are those by which a date may have begun, has begun, may be over and is over",
    arguments: [
      ("2000-03-04", ["2000-03-04"]), ("2000-02", ["2000-02-01", "2000-02-29"]),
      ("2000-03-04/2000-04", ["2000-03-04", "2000-04-01", "2000-04-30"]),
      ("[2000-02-10..2000-03-10]", ["2000-02-10", "2000-03-10"]),
      ("2000-03-04/..", ["2000-03-04"]), ("2000-03-04T23:30-10:00", ["2000-03-04"]),
    ])
  func dates(text: String, days: [String]) throws {
    #expect(try Set(EDTF(text).turningDays) == Set(days.map(day)))
  }

  @Test("are also the days after those of a round, of whose end it may state another date")
  func rounds() throws {
    let round = try entry(#""type":"round-convened","on":"2000-03-01","as":"r","until":"2000-03-04""#)
    #expect(
      try Set(round.turningDays)
        == Set(["2000-03-01", "2000-03-02", "2000-03-04", "2000-03-05"].map(day)))
    let joined = try entry(#""type":"party-joined","on":"2000-03-01","party":"kp""#)
    #expect(try joined.turningDays.allSatisfy { try $0 == day("2000-03-01") })
    #expect(try entry(#""type":"party-joined","party":"kp""#).turningDays.isEmpty)
  }

  @Test("of an obligation come a day after its deadline")
  func deadlines() throws {
    let owed = Obligation(isOpen: .yes, deadline: try EDTF("2000-07"))
    #expect(try Set(owed.turningDays) == Set(["2000-07-02", "2000-08-01"].map(day)))
    #expect(Obligation(isOpen: .yes, deadline: nil).turningDays.isEmpty)
  }

  @Test("of a step that counts for a year come when it is longer ago")
  func paces() throws {
    let step = Latest(first: CivilDay(iso: "2000-01-01"), last: try #require(CivilDay(iso: "2001-01-01")))
    // 2000 has 366 days.
    #expect(try Set(step.turningDays(within: 365)) == Set(["2001-01-01", "2002-01-02"].map(day)))
    for turn in step.turningDays(within: 365) {
      let (before, on) = (CivilDay(days: turn - 1), CivilDay(days: turn))
      #expect(step.isWithin(365, before: before) != step.isWithin(365, before: on))
    }
  }

  @Test("of an agreement follow from its term, a notice and the end of a suspension")
  func agreements() throws {
    let state = try Story([
      #""type":"agreement-signed","form":2,"on":"2000-03-04","as":"a","parties":["kp","us"],"from":"2000-04-01","until":"2001-06-30","notice":"P10D""#,
      #""type":"agreement-suspended","form":\#(AgreementSuspended.version),"on":"2000-11-01","agreement":"a","party":"us","until":"2000-12-15""#,
      #""type":"agreement-renounced","on":"2001-01-10","agreement":"a","party":"kp""#,
    ]).state()
    var found: [String] = []
    var last = try #require(CivilDay(iso: "1990-01-01"))
    while let next = state.turningDays.first(after: last) {
      found.append(next.description)
      last = next
    }
    #expect(
      found == [
        "2000-04-01", "2000-04-02", "2000-12-15", "2000-12-16", "2001-01-20", "2001-01-21", "2001-06-30",
        "2001-07-01",
      ])
  }

  @Test("are found after a day, each once and in order")
  func order() throws {
    let days = TurningDays([5, 3, 3, 9])
    #expect(days.first(after: CivilDay(days: -100))?.days == 3)
    #expect(days.first(after: CivilDay(days: 3))?.days == 5)
    #expect(days.first(after: CivilDay(days: 4))?.days == 5)
    #expect(days.first(after: CivilDay(days: 9)) == nil)
    #expect(TurningDays([Int32]()).first(after: CivilDay(days: 0)) == nil)
  }

  private func entry(_ line: String) throws -> Entry { try #require(Story([line]).entries.first) }
}

import Testing

@testable import Talks

@Suite("When an event occurred")
struct OccurredTests {
  /// Seoul and Bogotá without their history, and New York as if its summer began on 1 June 2003 at midnight UTC.
  struct Rules: ZoneRules {
    func offsetSeconds(of zone: String, atLocal civilSeconds: Int64) -> Int? {
      offset(of: zone, isSummer: civilSeconds >= 1_054_425_600 - 14_400)
    }

    func offsetSeconds(of zone: String, atUTC seconds: Int64) -> Int? {
      offset(of: zone, isSummer: seconds >= 1_054_425_600)
    }

    private func offset(of zone: String, isSummer: Bool) -> Int? {
      switch zone {
      case "Asia/Seoul": 32_400
      case "America/Bogota": -18_000
      case "America/New_York": isSummer ? -14_400 : -18_000
      default: nil
      }
    }
  }

  private func occurred(_ text: String, _ zone: String? = nil) throws -> Occurred {
    try Occurred(edtf: EDTF(text), zone: zone, rules: Rules())
  }

  @Test("Without zone or offset the wall clock is taken as UTC")
  func floating() throws {
    let event = try occurred("1970-01-02")
    #expect(event.zone == nil)
    #expect((event.earliest, event.latest) == (86_400, 172_799))
    #expect((event.endEarliest, event.endLatest) == (86_400, 172_799))
  }

  @Test("A zone moves a day, and an explicit offset counts more than the zone")
  func zones() throws {
    #expect(try occurred("1970-01-02", "Asia/Seoul").earliest == 86_400 - 32_400)
    #expect(try occurred("1970-01-02", "America/Bogota").latest == 172_799 + 18_000)
    #expect(try occurred("1970-01-02T00:00:00Z", "Asia/Seoul").earliest == 86_400)
    #expect(try occurred("1970-01-02T00:00:00+05:00", "Asia/Seoul").latest == 86_400 - 18_000)
  }

  @Test("Each bound takes the offset of its own season")
  func seasons() throws {
    let year = try occurred("2003", "America/New_York")
    let plain = try occurred("2003")
    #expect(year.earliest - plain.earliest == 18_000)
    #expect(year.latest - plain.latest == 14_400)
  }

  @Test("Both ends of an interval are bounded apart, and open ends by the other: it begins before it ends")
  func intervals() throws {
    let talks = try occurred("1970-01-02/1970-01-04")
    #expect((talks.earliest, talks.latest) == (86_400, 172_799))
    #expect((talks.endEarliest, talks.endLatest) == (3 * 86_400, 4 * 86_400 - 1))
    let open = try occurred("1970-01-02/..", "Asia/Seoul")
    #expect(open.latest == 172_799 - 32_400)
    #expect((open.endEarliest, open.endLatest) == (86_400 - 32_400, .max))
    let until = try occurred("../1970-01-02")
    #expect((until.earliest, until.latest, until.endLatest) == (.min, 172_799, 172_799))
    let clocks = try occurred("1970-01-01T12:00:00+09:00/1970-01-01T12:00:00Z")
    #expect((clocks.latest, clocks.endEarliest) == (43_200 - 32_400, 43_200))
  }

  @Test("A range has one start, with the offset of each of its dates")
  func ranges() throws {
    let range = try occurred("[1970-01-01T12:00:00+09:00..1970-01-01T12:00:00Z]")
    #expect((range.earliest, range.latest) == (43_200 - 32_400, 43_200))
    #expect((range.endEarliest, range.endLatest) == (range.earliest, range.latest))
    let after = try occurred("[1970-01-02..]")
    #expect((after.earliest, after.latest, after.endLatest) == (86_400, .max, .max))
  }

  @Test("A launch at 15:30 UTC is the next day in Seoul")
  func launch() throws {
    let seoul = try Zone("Asia/Seoul", rules: Rules())
    let bogota = try Zone("America/Bogota", rules: Rules())
    let launch = try occurred("2003-08-27T15:30Z")
    #expect(launch.day(in: seoul, rules: Rules())?.description == "2003-08-28")
    #expect(launch.day(in: bogota, rules: Rules())?.description == "2003-08-27")
    let midnight = try occurred("2003-08-27T00:10", "Asia/Seoul")
    #expect(midnight.day(in: seoul, rules: Rules())?.description == "2003-08-27")
    #expect(midnight.day(in: bogota, rules: Rules())?.description == "2003-08-26")
  }

  @Test(
    "Intervals and ranges stand by the clock of another place as well, where each of their clocks is known")
  func clocks() throws {
    let seoul = try Zone("Asia/Seoul", rules: Rules())
    func clock(_ text: String, _ zone: String? = nil) throws -> String? {
      try occurred(text, zone).clock(in: seoul, rules: Rules())?.text
    }
    // Seoul is nine hours ahead of UTC, and fourteen of Bogotá.
    #expect(try clock("2003-08-27T15:30Z") == "2003-08-28T00:30")
    #expect(
      try clock("2003-08-27T09:00/2003-08-27T11:30:05", "America/Bogota")
        == "2003-08-27T23:00/2003-08-28T01:30:05")
    #expect(try clock("[2003-08-27T15:30Z..2003-08-27T16:00Z?]") == "[2003-08-28T00:30..2003-08-28T01:00?]")
    #expect(try clock("../2003-08-27T15:30Z") == "../2003-08-28T00:30")
    #expect(try clock("2003-08-27T09:00") == nil, "nobody says by which clock")
    #expect(try clock("2003-08-27T09:00Z/2003-08-28") == nil, "of the second day no hour is known")
    #expect(try clock("2003-08-27/2003-08-29", "America/Bogota") == nil)
  }

  @Test("A day is itself at home, and two days elsewhere")
  func days() throws {
    let seoul = try Zone("Asia/Seoul", rules: Rules())
    let bogota = try Zone("America/Bogota", rules: Rules())
    #expect(try occurred("2003-08-27").day(in: seoul, rules: Rules())?.description == "2003-08-27")
    #expect(
      try occurred("2003-08-27", "Asia/Seoul").day(in: seoul, rules: Rules())?.description == "2003-08-27")
    #expect(try occurred("2003-08-27", "Asia/Seoul").day(in: bogota, rules: Rules()) == nil)
    #expect(try occurred("2003-08").day(in: seoul, rules: Rules()) == nil)
    #expect(try occurred("../2003-08-27").day(in: seoul, rules: Rules()) == nil)
    #expect(
      try occurred("2003-08-27/2003-08-29").day(in: seoul, rules: Rules())?.description == "2003-08-27")
  }

  @Test("A zone that does not exist is refused by name, unless the name could do harm")
  func unknown() {
    let error = #expect(throws: UnknownZone.self) { try occurred("2003", "Asia/Nowhere") }
    #expect(
      error?.description
        == "There is no time zone “Asia/Nowhere”: use an IANA name such as Asia/Seoul.")
    let evil = #expect(throws: UnknownZone.self) { try occurred("2003", "\u{1B}[2J") }
    #expect(
      evil?.description == "There is no time zone of that name: use an IANA name such as Asia/Seoul.")
  }

  @Test("Where no zone but UTC is known, UTC is")
  func utc() throws {
    #expect(try Occurred(edtf: EDTF("1970-01-01"), zone: "Etc/UTC", rules: UTCOnly()).earliest == 0)
    #expect(try Zone("UTC", rules: UTCOnly()).name == "UTC")
    #expect(throws: UnknownZone.self) { try Zone("Asia/Seoul", rules: UTCOnly()) }
  }
}

import Testing

@testable import Talks

@Suite("A day of the calendar")
struct CivilDayTests {
  @Test(
    "Has the number that the calendar gives it",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2003-08-27", 12_291),
      ("0000-03-01", -719_468), ("0000-01-01", -719_528), ("-0001-12-31", -719_529),
      ("9999-12-31", 2_932_896),
    ] as [(String, Int32)])
  func numbers(iso: String, days: Int32) throws {
    let day = try #require(CivilDay(iso: iso))
    #expect(day.days == days)
    #expect(day.description == iso)
  }

  @Test("Follows the day before, through leap years and centuries")
  func successors() throws {
    var (year, month, day) = (1_890, 1, 1)
    for days in try #require(CivilDay(iso: "1890-01-01")).days..<CivilDay(days: 60_000).days {
      let date = CivilDay(days: days)
      try #require(date.date == (year, month, day))
      try #require(CivilDay(year: year, month: month, day: day) == date)
      if CivilDay(year: year, month: month, day: day + 1) != nil {
        day += 1
      } else {
        (month, day) = (month % 12 + 1, 1)
        year += month == 1 ? 1 : 0
      }
    }
  }

  @Test("Is read back from its description, near or far")
  func roundTrip() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<10_000 {
      let day = CivilDay(days: .random(in: -4_000_000...2_932_896, using: &random))
      #expect(CivilDay(iso: day.description) == day)
      let far = CivilDay(days: .random(in: .min ... .max, using: &random))
      let (year, month, number) = far.date
      #expect(abs(year) > 5_000_000 || CivilDay(year: year, month: month, day: number) == far)
    }
  }

  @Test(
    "Does not exist when the calendar lacks it",
    arguments: [
      "2003-02-29", "1900-02-29", "2003-04-31", "2003-00-10", "2003-13-01", "2003-01-00", "2003-1-01", "",
      "2003-01-01 ", "+2003-01-01", "2003_01_01", "２003-01",
    ])
  func missing(iso: String) {
    #expect(CivilDay(iso: iso) == nil)
  }

  @Test("Holds the seconds of its wall clock")
  func seconds() throws {
    let day = try #require(CivilDay(iso: "1969-12-31"))
    #expect(day.firstSecond == -86_400)
    #expect(day.lastSecond == -1)
    #expect(CivilDay(civilSeconds: -1) == day)
    #expect(CivilDay(civilSeconds: -86_400) == day)
    #expect(CivilDay(civilSeconds: 0)?.description == "1970-01-01")
    #expect(CivilDay(civilSeconds: .max) == nil)
    #expect(CivilDay(days: 12_345_678).description == "+35771-04-27")
    #expect(try day < #require(CivilDay(iso: "1970-01-01")))
  }
}

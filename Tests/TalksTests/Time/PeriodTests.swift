import Talks
import Testing

@Suite("A period")
struct PeriodTests {
  @Test(
    "is read in ISO 8601 and with a unit, and written in ISO 8601",
    arguments: [
      ("P3M", "P3M", "3 months"), ("3 months", "P3M", "3 months"), ("1 year", "P1Y", "1 year"),
      ("P1Y6M", "P1Y6M", "1 year, 6 months"), ("90 days", "P90D", "90 days"), ("2 weeks", "P14D", "14 days"),
      ("P1W1D", "P8D", "8 days"),
    ])
  func reads(typed: String, iso: String, words: String) throws {
    let period = try Period(typed: typed)
    #expect(period.typed == iso && period.inWords == words)
    #expect(try Period(typed: iso) == period)
  }

  @Test(
    "is nothing else",
    arguments: ["", "P", "P0D", "3", "months", "-3 months", "P3", "PM", "3 moons", "P99999Y"])
  func refuses(typed: String) {
    #expect(throws: Malformed.self) { try Period(typed: typed) }
  }

  @Test("ends on the last day of a month that has no such day")
  func after() throws {
    func after(_ start: String, _ period: String) throws -> String? {
      try Period(typed: period).after(#require(CivilDay(iso: start)))?.description
    }
    #expect(try after("1993-03-12", "P3M") == "1993-06-12")
    #expect(try after("2024-01-31", "1 month") == "2024-02-29")
    #expect(try after("2018-11-30", "P1Y3M1D") == "2020-03-01")
  }
}

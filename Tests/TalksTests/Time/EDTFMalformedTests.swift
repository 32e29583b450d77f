import Testing

@testable import Talks

@Suite("A text that is no date")
struct EDTFMalformedTests {
  @Test(
    "Is refused with what is wrong and where",
    arguments: [
      ("", "There is no date: write one such as 2003-08-27 (column 1)."),
      ("yesterday", "A date begins with its year in four digits, as in 2003-08-27 (column 1)."),
      ("203", "A date begins with its year in four digits, as in 2003-08-27 (column 4)."),
      ("2003-02-30", "There is no day 30: February 2003 has 28 days (column 9)."),
      ("1900-02-29", "There is no day 29: February 1900 has 28 days (column 9)."),
      ("2003-06-31", "There is no day 31: June 2003 has 30 days (column 9)."),
      ("2003-06-32", "There is no day 32 (column 9)."),
      ("2003-06-00", "There is no day 0 (column 9)."),
      ("2003-13", "There is no month 13: months run from 01 to 12, seasons from 21 to 24 (column 6)."),
      ("2003-00-01", "There is no month 0 (column 6)."),
      ("2003-99-01", "There is no month 99 (column 6)."),
      ("2003-21-01", "A season takes no day (column 8)."),
      ("2003-XX-01", "A day needs its month: write 1985-XX-XX or the month (column 9)."),
      ("2XXX", "Only the last one or two digits of a year may be X (column 2)."),
      ("201X-05", "A year with unspecified digits takes no month: write only 201X (column 5)."),
      ("2003-08-2X", "The day takes two digits or XX, as in 2003-08-27 (column 9)."),
      ("Y2003", "Y is for years of five to ten digits: write shorter ones as 0000 to 9999 (column 2)."),
      ("Y02003", "Y is for years of five to ten digits: write shorter ones as 0000 to 9999 (column 2)."),
      (
        "Y99999999999999999999",
        "Y is for years of five to ten digits: write shorter ones as 0000 to 9999 (column 2)."
      ),
      ("Y-12345-05", "The date is complete before this, and nothing but ?, ~, % or / may follow (column 8)."),
      ("2003-08-27T24:00", "The hour takes two digits from 00 to 23 (column 12)."),
      ("2003-08-27T15", "A time has hours and minutes, as in 2003-08-27T15:30 (column 14)."),
      ("2003-08-27T15:60", "The minute takes two digits from 00 to 59 (column 15)."),
      ("2003-08-27T15:30:60", "The second takes two digits from 00 to 59 (column 18)."),
      ("2003-08-27T15:30:00+16:00", "No clock is more than 15 hours away from UTC (column 20)."),
      (
        "2003-08-27T15:30:00.5Z",
        "Times go no finer than seconds and ranges are written [a..b] (column 20)."
      ),
      ("2003-08T15:30", "A time of day needs a full date before it, as in 2003-08-27T15:30 (column 8)."),
      ("2003-08-27 15:30", "A T parts date and time, as in 2003-08-27T15:30 (column 11)."),
      ("2003 or 2004", "A date has no spaces in it (column 5)."),
      ("2003?-08", "The sign ?, ~ or % comes once, at the end of a date (column 6)."),
      ("2003??", "The sign ?, ~ or % comes once, at the end of a date (column 6)."),
      ("..", "Only an interval may leave its start open: write ../2003-08-27 (column 1)."),
      ("/", "At least one of the two dates must be given (column 1)."),
      ("../..", "At least one of the two dates must be given (column 1)."),
      ("[..]", "At least one of the two dates must be given (column 1)."),
      (
        "2003/2004/2005",
        "The date is complete before this, and nothing but ?, ~, % or / may follow (column 10)."
      ),
      ("2004/2003", "The second date is before the first: put the earlier one first (column 6)."),
      (
        "2003-08-29/2003-08-27", "The second date is before the first: put the earlier one first (column 12)."
      ),
      (
        "2003-08-27T15:00+00:00/2003-08-27T16:00+09:00",
        "The second date is before the first: put the earlier one first (column 24)."
      ),
      ("[2004..2003]", "The second date is before the first: put the earlier one first (column 8)."),
      (
        "[2003-08-27,2003-08-29]",
        "Between brackets two dots part the dates, as in [2003-08-27..2003-08-29] (column 12)."
      ),
      ("[2003..2004", "The bracket is not closed: end the range with ] (column 12)."),
      (
        "[2003..2004]~",
        "The date is complete before this, and nothing but ?, ~, % or / may follow (column 13)."
      ),
      ("\u{1B}[2J", "A date begins with its year in four digits, as in 2003-08-27 (column 1)."),
    ])
  func words(text: String, sentence: String) {
    let error = #expect(throws: EDTF.Malformed.self) { try EDTF(text) }
    #expect(error?.description == sentence)
  }

  @Test(
    "Is answered with the date that was meant, when it is written another way",
    arguments: [
      ("27/08/2003", "2003-08-27"), ("08/27/2003", "2003-08-27"), ("27.8.2003", "2003-08-27"),
      ("27-08-2003", "2003-08-27"), ("2003/08/27", "2003-08-27"), ("2003-8-27", "2003-08-27"),
      ("2003.08.27", "2003-08-27"), ("20030827", "2003-08-27"), ("2003-08-27 ", "2003-08-27"),
      ("2003-8", "2003-08"), ("2003/08", "2003-08"),
      ("08/2003", "2003-08"), ("Aug 2003", "2003-08"), ("Sept. 2003", "2003-09"), ("August 2003", "2003-08"),
      ("27 Aug 2003", "2003-08-27"), ("August 27, 2003", "2003-08-27"), ("2003-Aug-27", "2003-08-27"),
      ("03/04/2003", "2003-04-03 or 2003-03-04"), ("04/04/2003", "2003-04-04"),
    ])
  func slips(text: String, meant: String) {
    let error = #expect(throws: EDTF.Malformed.self) { try EDTF(text) }
    #expect(error?.problem == "Dates are written YYYY-MM-DD: write \(meant)")
    #expect(error?.column == 1)
  }

  @Test(
    "Is not answered with a date that does not exist",
    arguments: ["30/02/2003", "31 June 2003", "99/99/2003", "Foo 2003", "123456789012345678901234567890"])
  func noSlip(text: String) {
    let error = #expect(throws: EDTF.Malformed.self) { try EDTF(text) }
    #expect(error?.problem.contains("write 2003") == false)
  }

  @Test("Ends of an interval by different clocks may touch")
  func clocks() throws {
    #expect(try EDTF("2003-08-27T15:00+09:00/2003-08-27T07:00Z").isInterval)
    #expect(try EDTF("2003-08-27T15:00Z/2003-08-27T14:00").isInterval)
    #expect(try EDTF("2003-08-27/2003-08").isInterval)
  }
}

import Talks
import Testing

@Suite("Days between two dates")
struct DaysTests {
  private func words(_ start: String, _ end: String) throws -> String? {
    Days(from: try dating(start), to: try dating(end))?.inWords
  }

  @Test("are counted from the latest start to the earliest end, and the other way round")
  func between() throws {
    #expect(try words("2003-01-01", "2003-03-02") == "60")
    #expect(try words("2003-01", "2003-02-10") == "10 to 40")
    #expect(try words("2003-01", "2003-01-10") == "0 to 9")
    #expect(try words("2003-01-10", "2003-01") == "0 to 21")
    #expect(try words("2003-01-01/2003-01-31", "2003-02-01") == "31", "it began when it began")
  }

  @Test("are at least so many where a date is open")
  func open() throws {
    #expect(try words("2003-01-01", "[2003-01-11..]") == "at least 10")
    #expect(try words("[..2003-01-10]", "2003-01-31") == "at least 21")
    #expect(try words("[2003-01-01..]", "2003-01-31") == "0 to 30", "it may have begun on the day before")
    #expect(try words("2003-01-01", "[..2003-01-31]") == nil)
    #expect(Days(from: nil, to: try dating("2003")) == nil)
    #expect(Days(from: Dating(on: nil, position: 1), to: try dating("2003")) == nil)
  }

  @Test("since a date are none where it may be yet to come")
  func since() throws {
    func since(_ text: String, _ iso: String) throws -> String? {
      Days(since: try EDTF(text), on: try day(iso))?.inWords
    }
    #expect(try since("2002-02-05", "2003-01-15") == "344")
    #expect(try since("2003-01", "2003-01-15") == "0 to 14")
    #expect(try since("2003-01-20", "2003-01-15") == "0")
    #expect(try since("[..2003-01-10]", "2003-01-15") == "at least 5")
    #expect(Days(since: nil, on: try day("2003-01-15")) == nil)
  }
}

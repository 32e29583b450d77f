import Talks
import Testing

@Suite("What began before what")
struct PrecedenceTests {
  @Test("goes by the day, and is unknown only where dates leave it open")
  func precedence() throws {
    func truth(_ one: String, _ other: String) throws -> Truth {
      try dating(one).beginsBefore(try dating(other))
    }
    #expect(try truth("2003-01-31", "2003-02") == .yes)
    #expect(try truth("2003-02", "2003-01-31") == .no)
    #expect(try truth("2003-02-10", "2003-02-10") == .no)
    #expect(try truth("2003-02-10T08:00", "2003-02-10T20:00") == .no, "one day is one time")
    #expect(try truth("2003-02", "2003-02-10") == .unknown)
    #expect(try truth("2003-02-28", "2003-02") == .no, "no day of February is later")
    #expect(try truth("[..2003-01-10]", "[2003-02-01..]") == .yes)
    #expect(try truth("[2003-03-01..]", "2003-02-01") == .no)
    #expect(try truth("2003-02-01", "[..2003-03-01]") == .unknown)
    #expect(Dating(on: nil, position: 1).beginsBefore(try dating("2003")) == .unknown)
  }

  @Test("is put in order by the earliest day, what has none first")
  func order() throws {
    let texts = ["2003-02-10", "2003-02", "[..2004]", "2002-12-31/2003-05"]
    let sorted = try texts.map { try dating($0) }.sorted { $0.isEarlier(than: $1) }
    #expect(sorted.map { $0.on?.text } == ["[..2004]", "2002-12-31/2003-05", "2003-02", "2003-02-10"])
    #expect(try !dating("2003-02").isEarlier(than: dating("2003-02-01")))
  }
}

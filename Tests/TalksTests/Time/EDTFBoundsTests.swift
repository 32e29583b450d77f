import Foundation
import Testing

@testable import Talks

@Suite("The bounds of a date")
struct EDTFBoundsTests {
  /// Some 400 dates and what the PyPI package `edtf` makes of them; see edtf-bounds.py.
  static let table: [[String]] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("edtf-bounds.tsv")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.map { $0.split(separator: "\t").map(String.init) }
  }()

  @Test("There are enough dates to compare")
  func enough() {
    #expect(Self.table.count >= 300)
    #expect(Self.table.allSatisfy { $0.count == 3 })
  }

  @Test("They are those of the reference implementation", arguments: table)
  func reference(row: [String]) throws {
    let date = try EDTF(row[0])
    #expect(date.text == row[0])
    #expect(date.description == row[0])
    let (earliest, latest) = (date.start.earliest, date.end.latest)
    #expect(earliest.map(day) == Self.dayNumber(row[1]))
    #expect(latest.map(day) == Self.dayNumber(row[2]))
    guard !date.hasTime else { return }
    #expect(earliest == Self.dayNumber(row[1]).map { $0 * 86_400 })
    #expect(latest == Self.dayNumber(row[2]).map { $0 * 86_400 + 86_399 })
  }

  @Test(
    "Times are kept to the second, or to the minute where none is given",
    arguments: [
      ("1970-01-01T00:00:00", 0, 0), ("1970-01-01T00:00", 0, 59), ("1969-12-31T23:59:59Z", -1, -1),
      ("2003-08-27T15:30:12+09:00", 1_061_998_212, 1_061_998_212),
      ("2003-08-27T15:30-05", 1_061_998_200, 1_061_998_259),
    ] as [(String, Int64, Int64)])
  func times(text: String, earliest: Int64, latest: Int64) throws {
    let date = try EDTF(text)
    #expect(date.start == Bounds(earliest: earliest, latest: latest))
    #expect(date.end == date.start)
    #expect(date.hasTime)
  }

  @Test("Both ends of an interval have bounds of their own, those of a range are shared")
  func ends() throws {
    let interval = try EDTF("2008-05/2008-06-03")
    #expect(interval.isInterval)
    #expect(interval.start == (try EDTF("2008-05")).start)
    #expect(interval.end == (try EDTF("2008-06-03")).start)
    let range = try EDTF("[2008-05..2008-06-03]")
    #expect(!range.isInterval)
    #expect(range.start == range.end)
    #expect(range.start == Bounds(earliest: interval.start.earliest, latest: interval.end.latest))
    // It ended no earlier than it began, and began no later than it ended: May 2008.
    let may = try EDTF("2008-05").start
    #expect(try EDTF("2008-05/..").end == Bounds(earliest: may.earliest, latest: nil))
    #expect(try EDTF("/2008-05").start == Bounds(earliest: nil, latest: may.latest))
  }

  @Test(
    "Years of ten digits do not overflow",
    arguments: [
      ("Y9999999999", 9_999_999_999), ("Y-9999999999", -9_999_999_999),
    ] as [(String, Int64)])
  func longYears(text: String, year: Int64) throws {
    let bounds = try EDTF(text).start
    #expect(bounds.earliest == Self.naiveDays(Int(year), 1, 1) * 86_400)
    #expect(bounds.latest == Self.naiveDays(Int(year), 12, 31) * 86_400 + 86_399)
  }

  @Test("Doubts do not widen them", arguments: ["2008", "2008-05", "2008-05-03", "200X", "2008-21"])
  func doubts(text: String) throws {
    let plain = try EDTF(text)
    #expect(!plain.isApproximate && !plain.isUncertain)
    for (sign, isApproximate, isUncertain) in [("?", false, true), ("~", true, false), ("%", true, true)] {
      let doubtful = try EDTF(text + sign)
      #expect(doubtful.start == plain.start)
      #expect(doubtful.isApproximate == isApproximate)
      #expect(doubtful.isUncertain == isUncertain)
    }
  }

  @Test(
    "Precision is what is known, not what is written",
    arguments: [
      ("2008-05-03T10:00:00", .second), ("2008-05-03T10:00Z", .minute), ("2008-05-03", .day),
      ("2008-05-XX", .month), ("2008-05", .month), ("2008-21", .season), ("2008-XX-XX", .year),
      ("2008-XX", .year), ("Y20080", .year), ("200X", .decade), ("20XX", .century), ("2008/2009-01", .year),
      ("../2008-05", .month), ("[2008-05-01..2008-05-05]", .day),
    ] as [(String, EDTF.Precision)])
  func precision(text: String, precision: EDTF.Precision) throws {
    #expect(try EDTF(text).precision == precision)
  }

  @Test(
    "Offsets are read as seconds east",
    arguments: [
      ("2008-05-03T10:00Z", 0), ("2008-05-03T10:00+09:00", 32_400), ("2008-05-03T10:00:00-04:30", -16_200),
      ("2008-05-03T10:00-05", -18_000), ("2008-05-03T10:00", nil), ("2008-05-03", nil),
      ("../2008-05-03T10:00Z", 0),
    ] as [(String, Int?)])
  func offsets(text: String, seconds: Int?) throws {
    #expect(try EDTF(text).offsetSeconds == seconds)
  }

  @Test("Whatever is generated is read back, with its bounds in order")
  func random() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5_000 {
      let days = Int32.random(in: -719_528...2_932_896, using: &random)
      let one = CivilDay(days: days).description
      let other = CivilDay(days: min(days + .random(in: 0...500, using: &random), 2_932_896)).description
      let sign = ["", "?", "~", "%"].randomElement(using: &random) ?? ""
      let texts = [
        one + sign, "\(one)\(sign)/\(other)", "[\(one)..\(other)]", String(one.dropLast(3)) + sign,
        "\(one.dropLast(2))XX\(sign)", "\(one.prefix(3))X", "\(one)T23:59/\(other)T23:59:59",
      ]
      for text in texts {
        let date = try EDTF(text)
        let (start, end) = (date.start, date.end)
        let (earliest, latest) = (try #require(start.earliest), try #require(start.latest))
        #expect(earliest <= latest)
        #expect(try earliest <= #require(end.earliest))
        #expect(try latest <= #require(end.latest))
        #expect(date.text == text)
        #expect(!date.inWords.isEmpty)
      }
      #expect(try EDTF(one).start.earliest == Int64(days) * 86_400)
    }
  }

  @Test("No bytes, however odd, do worse than being refused")
  func noise() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("0123456789012345678900--//..[]XXYTZ+-:?~% aM\u{1B}é\0")
    for _ in 0..<50_000 {
      let text = String((0..<Int.random(in: 0...24)).map { _ in alphabet.randomElement(using: &random)! })
      do {
        let date = try EDTF(text)
        #expect(date.text == text)
        _ = (date.start, date.end, date.inWords)
      } catch {
        #expect((1...text.utf8.count + 1).contains(error.column), "\(text.debugDescription)")
      }
    }
  }

  private func day(_ seconds: Int64) -> Int64 {
    (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
  }

  static func dayNumber(_ text: String) -> Int64? {
    guard text != "-" else { return nil }
    let parts = text.dropFirst().split(separator: "-")
    let year = Int(text.prefix(1) + parts[0])!
    return naiveDays(year, Int(parts[1])!, Int(parts[2])!)
  }

  /// Counts year by year and month by month within a cycle of 400 years.
  static func naiveDays(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let cycle = Int((Double(year) / 400).rounded(.down))
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }
    var days = cycle * 146_097 - 719_528
    for past in 0..<(year - cycle * 400) { days += isLeap(past) ? 366 : 365 }
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return Int64(days + lengths.prefix(month - 1).reduce(0, +) + day - 1)
  }
}

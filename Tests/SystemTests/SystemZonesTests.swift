import Foundation
import Testing

@testable import System

@Suite("The time zones of the machine")
struct SystemZonesTests {
  /// What Python's zoneinfo says; see zone-offsets.py.
  static let table: [[String]] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("zone-offsets.tsv")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.map { $0.split(separator: "\t").map(String.init) }
  }()

  @Test("Agree with Python's through gaps, overlaps, history and 2050", arguments: Set(table.map { $0[0] }))
  func reference(zone: String) throws {
    let zones = SystemZones()
    for row in Self.table where row[0] == zone {
      let seconds = try #require(Int64(row[3]))
      let offset =
        row[1] == "local"
        ? zones.offsetSeconds(of: zone, atLocal: seconds) : zones.offsetSeconds(of: zone, atUTC: seconds)
      #expect(offset == Int(row[4]), "\(row.joined(separator: " "))")
    }
  }

  @Test("Are enough to compare")
  func enough() {
    #expect(Set(Self.table.map { $0[0] }).count >= 10)
    #expect(Self.table.count >= 1_000)
  }

  @Test(
    "Are not found by names that are none",
    arguments: [
      "", "/", "/usr/share/zoneinfo/Asia/Seoul", "../zoneinfo/Asia/Seoul", "Asia/../Asia/Seoul",
      "Asia//Seoul",
      "Asia/Seoul/", "Asia/./Seoul", "Asia", "Asia/Nowhere", "Asia/Seoul\0", "asia/seoul", "tzdata.zi",
      "posix/Asia/Seoul", "right/Asia/Seoul", "Ａsia/Seoul", String(repeating: "A", count: 10_000),
    ])
  func names(name: String) {
    #expect(SystemZones().offsetSeconds(of: name, atUTC: 0) == nil)
    #expect(SystemZones().offsetSeconds(of: name, atLocal: 0) == nil)
  }

  @Test("Take any moment, however far")
  func extremes() {
    let zones = SystemZones()
    for zone in ["Europe/London", "Asia/Seoul", "Pacific/Auckland"] {
      for moment in [Int64.min, .max] {
        #expect(zones.offsetSeconds(of: zone, atUTC: moment) != nil)
        #expect(zones.offsetSeconds(of: zone, atLocal: moment) != nil)
      }
    }
  }

  @Test("Repeat themselves every 400 years, before 1970 as well as after")
  func cycle() throws {
    let years: Int64 = 146_097 * 86_400
    try withFile(rule: "EST5EDT,M3.2.0,M11.1.0") { zones in
      // In 2024 the clocks changed on 10 March at 7:00 and on 3 November at 6:00 UTC.
      let (spring, autumn): (Int64, Int64) = (1_710_054_000, 1_730_613_600)
      for cycles: Int64 in [-1, 0, 1, 20] {
        for (moment, before, after) in [(spring, -18_000, -14_400), (autumn, -14_400, -18_000)] {
          #expect(zones.offsetSeconds(of: "Test", atUTC: moment + cycles * years - 1) == before)
          #expect(zones.offsetSeconds(of: "Test", atUTC: moment + cycles * years) == after)
        }
      }
    }
  }

  @Test("Know UTC where there is no database")
  func empty() {
    let zones = SystemZones(directory: "/nonexistent")
    #expect(zones.offsetSeconds(of: "UTC", atUTC: 0) == 0)
    #expect(zones.offsetSeconds(of: "Asia/Seoul", atUTC: 0) == nil)
  }

  @Test("Are read from files without a single change, by their yearly rule")
  func slim() throws {
    try withFile(rule: "<-03>3<-02>,J60/0,300/24") { zones in
      // 1 March 2024, 0 o'clock: 19 783 days after 1970-01-01.
      let march: Int64 = 19_783 * 86_400
      #expect(zones.offsetSeconds(of: "Test", atUTC: march + 10_799) == -10_800)
      #expect(zones.offsetSeconds(of: "Test", atUTC: march + 10_800) == -7_200)
      #expect(zones.offsetSeconds(of: "Test", atLocal: march + 3_599) == -10_800)
      #expect(zones.offsetSeconds(of: "Test", atLocal: march + 3_600) == -7_200)
      // Day 300 of a leap year, counted from 0, is 27 October, and its 24 o'clock the 28th.
      let october: Int64 = 20_024 * 86_400
      #expect(zones.offsetSeconds(of: "Test", atLocal: october - 1) == -7_200)
      #expect(zones.offsetSeconds(of: "Test", atLocal: october) == -10_800)
    }
    try withFile(rule: "EST5") { zones in
      #expect(zones.offsetSeconds(of: "Test", atUTC: 4_000_000_000) == -18_000)
    }
  }

  @Test(
    "Are not read from damaged files",
    arguments: ["nonsense", "EST", "EST5EDT", "EST5EDT,M13.1.0,M11.1.0", "EST5EDT,M3.2.0", "<EST5"])
  func damaged(rule: String) throws {
    try withFile(rule: rule) { #expect($0.offsetSeconds(of: "Test", atUTC: 0) == nil) }
  }

  @Test("Are not read from cut files")
  func cut() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/London"))
    for length in stride(from: 0, to: whole.count - 1, by: 7) {
      #expect(ZoneTable(tzif: Array(whole.prefix(length))) == nil)
    }
    #expect(ZoneTable(tzif: Array(whole)) != nil)
  }

  /// A version 2 file with one type at UTC, no changes and a rule.
  private func withFile(rule: String, _ body: (SystemZones) throws -> Void) throws {
    let header = Array("TZif2".utf8) + Array(repeating: 0, count: 15)
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
    let block: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
    let file = header + counts + block + header + counts + block + Array("\n\(rule)\n".utf8)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zones-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(file).write(to: folder.appendingPathComponent("Test"))
    try body(SystemZones(directory: folder.path))
  }
}

/// A calendar day, with the range of PostgreSQL's `date`.
package struct Day: Hashable, Sendable, Comparable {
  /// Days since 1970-01-01.
  package var days: Int32

  package init(days: Int32) {
    self.days = days
  }

  /// PostgreSQL's `-infinity`.
  package static let distantPast = Day(days: .min)
  /// PostgreSQL's `infinity`.
  package static let distantFuture = Day(days: .max)

  package static func < (a: Self, b: Self) -> Bool { a.days < b.days }
}

extension Day: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .date }
  package static func accepts(_ type: PostgresType) -> Bool { type == .date }

  /// 2000-01-01, PostgreSQL's epoch, in days since 1970-01-01.
  private static let epoch: Int32 = 10_957

  package func encode(into buffer: inout WireBuffer) throws(PostgresError) {
    if self == .distantPast || self == .distantFuture { return buffer.appendField(days) }
    let (value, overflow) = days.subtractingReportingOverflow(Self.epoch)
    guard !overflow, value != .min else {
      throw .usage("The day lies before 4714 BC, where PostgreSQL begins; use a later one.")
    }
    buffer.appendField(value)
  }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Day {
    guard bytes.count == 4 else { throw .wrongSize(bytes.count, for: Day.self) }
    let value = bytes.integer(Int32.self)
    if value == .min || value == .max { return Day(days: value) }
    // PostgreSQL's last day, in the year 5874897, fits in 32 bits.
    return Day(days: value &+ epoch)
  }
}

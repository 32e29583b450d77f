/// An instant, with the range and precision of PostgreSQL's `timestamptz`.
package struct Timestamp: Hashable, Sendable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  package var microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// PostgreSQL's `-infinity`.
  package static let distantPast = Timestamp(microseconds: .min)
  /// PostgreSQL's `infinity`.
  package static let distantFuture = Timestamp(microseconds: .max)

  package static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }
}

extension Timestamp: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .timestamptz }
  package static func accepts(_ type: PostgresType) -> Bool { type == .timestamptz }

  /// 2000-01-01, PostgreSQL's epoch, in microseconds since 1970-01-01.
  private static let epoch: Int64 = 946_684_800_000_000

  package func encode(into buffer: inout WireBuffer) throws(PostgresError) {
    if self == .distantPast || self == .distantFuture { return buffer.appendField(microseconds) }
    let (value, overflow) = microseconds.subtractingReportingOverflow(Self.epoch)
    guard !overflow, value != .min else {
      throw .usage("The time lies before 4714 BC, where PostgreSQL begins; use a later one.")
    }
    buffer.appendField(value)
  }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Timestamp {
    guard bytes.count == 8 else { throw .wrongSize(bytes.count, for: Timestamp.self) }
    let value = bytes.integer(Int64.self)
    if value == .min || value == .max { return Timestamp(microseconds: value) }
    let (microseconds, overflow) = value.addingReportingOverflow(epoch)
    guard !overflow, microseconds != .max else {
      throw .decoding("A time from the database lies beyond the year 294246; correct it there.")
    }
    return Timestamp(microseconds: microseconds)
  }
}

internal import Postgres

/// The rows of a process in a table, passed in their order beside those that ought to be there.
struct StoredRows {
  private let rows: ResultRows?
  private var next = 0
  /// The sort keys of the rows that are not to stay.
  private(set) var gone: [[UInt8]] = []

  /// No rows.
  init() { rows = nil }

  /// - Parameter rows: all columns of the table, by their sort keys.
  init(_ rows: ResultRows) { self.rows = rows }

  var isEmpty: Bool { rows?.isEmpty ?? true }

  /// Passes the rows up to a sort key; whether the row that has it is the same as the one that ought to be there.
  ///
  /// - Parameter isSame: tells of the row of that key, if there is one.
  mutating func holds(_ key: [UInt8], where isSame: (ResultRow) -> Bool) throws -> Bool {
    guard let rows else { return false }
    while next < rows.count {
      let stored: [UInt8] = try rows[next].get(1)
      if key.lexicographicallyPrecedes(stored) { return false }
      next += 1
      if stored == key && isSame(rows[next - 1]) { return true }
      gone.append(stored)
      if stored == key { return false }
    }
    return false
  }

  /// Passes the rows that are left, none of which ought to be there.
  mutating func finish() throws {
    guard let rows else { return }
    while next < rows.count {
      gone.append(try rows[next].get(1))
      next += 1
    }
  }
}

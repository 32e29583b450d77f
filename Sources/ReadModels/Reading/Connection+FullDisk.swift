internal import Postgres

extension Connection {
  /// Has the server sort in memory what it would put on a disk that has no room.
  func sortInMemory() throws(PostgresError) { try set([Setting("work_mem", "'1GB'")]) }

  /// Reads, and where that finds the disk full, reads again with everything sorted in memory.
  ///
  /// - Parameter isPassedOn: whether something of what was read was given away, so that it cannot be read again.
  func sortingInMemoryIfFull<R>(
    unless isPassedOn: @autoclosure () -> Bool = false, _ read: () throws -> R
  ) throws -> R {
    do { return try read() } catch let error as PostgresError where error.code == .diskFull && !isPassedOn() {
      try sortInMemory()
      return try read()
    }
  }
}

import Glibc

/// A queue of records that is written once and can be read from its beginning again and again: in memory up to a limit, and
/// beyond it in a temporary file without a name.
package final class Spool {
  /// The bytes kept in memory.
  private let limit: Int
  /// The records that are not in the file, each with its length before it.
  private var recent: [UInt8] = []
  private var file: Descriptor?
  /// The length of the file.
  private var spilled = 0

  /// - Parameter limit: how many bytes are kept in memory.
  package init(limit: Int) { self.limit = limit }

  /// The number of bytes that it holds.
  package var size: Int { spilled + recent.count }

  package func append(_ record: [UInt8]) throws(SystemError) {
    recent.append(number: UInt64(record.count))
    recent += record
    if recent.count >= limit { try spill() }
  }

  private func spill() throws(SystemError) {
    if file == nil { file = try TemporaryFile.nameless() }
    try file?.write(recent)
    spilled += recent.count
    recent.removeAll(keepingCapacity: true)
  }

  /// Reads the records in their order.
  package struct Reader {
    private static let chunk = 1 << 18

    private let spool: Spool
    /// The bytes at hand, of which those before `start` were read.
    private var bytes: [UInt8] = []
    private var start = 0
    /// The place in the spool of the bytes that follow those at hand.
    private var next = 0

    fileprivate init(_ spool: Spool) { self.spool = spool }

    /// The number of bytes read.
    package var done: Int { next - (bytes.count - start) }

    /// The next record; nil at the end.
    package mutating func record() throws(SystemError) -> ArraySlice<UInt8>? {
      while true {
        var at = start
        if let length = bytes[start...].number(at: &at), bytes.count - at >= Int(length) {
          defer { start = at + Int(length) }
          return bytes[at..<at + Int(length)]
        }
        let more = try spool.bytes(from: next, atMost: Self.chunk)
        if more.isEmpty { return nil }
        bytes.removeSubrange(..<start)
        start = 0
        bytes += more
        next += more.count
      }
    }
  }

  package func reader() -> Reader { Reader(self) }

  private func bytes(from place: Int, atMost count: Int) throws(SystemError) -> [UInt8] {
    if place >= spilled {
      let start = place - spilled
      return Array(recent[start..<min(start + count, recent.count)])
    }
    return try file?.bytes(from: place, atMost: min(count, spilled - place)) ?? []
  }
}

extension [UInt8] {
  /// Appends a number in groups of seven bits, the lowest first.
  package mutating func append(number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

extension ArraySlice<UInt8> {
  /// The number at a place, which is moved behind it; nil where the bytes end before it does.
  package func number(at place: inout Int) -> UInt64? {
    var (value, shift, at): (UInt64, UInt64, Int) = (0, 0, place)
    while at < endIndex, shift < 64 {
      value |= UInt64(self[at] & 0x7F) << shift
      at += 1
      if self[at - 1] < 0x80 {
        place = at
        return value
      }
      shift += 7
    }
    return nil
  }
}

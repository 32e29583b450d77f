/// The offsets of one zone through history, from a TZif file (RFC 9636, version 2 or later).
struct ZoneTable: Sendable {
  /// The instants at which the offset changes, ascending.
  private var instants: [Int64] = []
  /// The same changes in wall-clock time: the first second at which the new offset is unambiguous.
  private var walls: [Int64] = []
  /// In force from the instant of the same index.
  private var offsets: [Int] = []
  private let initialOffset: Int
  /// For times after the last change.
  private let rule: YearlyRule?

  /// `nil` when the file is damaged, too old, or counts leap seconds.
  init?(tzif bytes: [UInt8]) {
    guard let short = Header(bytes, at: 0), short.version >= UInt8(ascii: "2"),
      let long = Header(bytes, at: short.end(timeWidth: 4)), long.leaps == 0, long.types > 0
    else { return nil }
    let times = long.start
    let indices = times + 8 * long.times
    let types = indices + long.times
    let end = long.end(timeWidth: 8)
    guard end < bytes.count else { return nil }

    func offset(ofType index: Int) -> Int {
      Int(Int32(truncatingIfNeeded: Self.integer(bytes, at: types + 6 * index, width: 4)))
    }
    initialOffset = offset(ofType: 0)
    var before = initialOffset
    for index in 0..<long.times {
      let type = Int(bytes[indices + index])
      let instant = Self.integer(bytes, at: times + 8 * index, width: 8)
      guard type < long.types, instant < Int64.max / 2 else { return nil }
      let after = offset(ofType: type)
      // The format allows a first change before all time, without a wall-clock equivalent.
      guard instant > Int64.min / 2 else {
        before = after
        continue
      }
      instants.append(instant)
      walls.append(instant + Int64(max(before, after)))
      offsets.append(after)
      before = after
    }
    let footer = bytes[end...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard footer.count == 3 else { return nil }
    rule = footer[1].isEmpty ? nil : YearlyRule(posix: footer[1])
    guard rule != nil || footer[1].isEmpty else { return nil }
  }

  func offset(atUTC seconds: Int64) -> Int {
    let index = Self.changes(in: instants, until: seconds)
    if index == instants.count, let rule { return rule.offset(atUTC: seconds) }
    return index == 0 ? initialOffset : offsets[index - 1]
  }

  /// In an overlap the first of the two offsets, in a gap the one before it.
  func offset(atLocal civilSeconds: Int64) -> Int {
    let index = Self.changes(in: walls, until: civilSeconds)
    if index == walls.count, let rule { return rule.offset(atLocal: civilSeconds) }
    return index == 0 ? initialOffset : offsets[index - 1]
  }

  /// The number of ascending times that are not after a moment.
  private static func changes(in times: [Int64], until moment: Int64) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func integer(_ bytes: [UInt8], at start: Int, width: Int) -> Int64 {
    var value: UInt64 = 0
    for byte in bytes[start..<start + width] { value = value << 8 | UInt64(byte) }
    return Int64(bitPattern: value)
  }

  /// The 44-byte header with the counts of the following parts.
  private struct Header {
    let start: Int
    let version: UInt8
    let leaps, times, types: Int
    private let isUTC, isStandard, letters: Int

    init?(_ bytes: [UInt8], at offset: Int) {
      guard offset + 44 <= bytes.count, bytes[offset..<offset + 4].elementsEqual("TZif".utf8) else {
        return nil
      }
      func count(_ index: Int) -> Int {
        Int(ZoneTable.integer(bytes, at: offset + 20 + 4 * index, width: 4))
      }
      version = bytes[offset + 4]
      (isUTC, isStandard, leaps) = (count(0), count(1), count(2))
      (times, types, letters) = (count(3), count(4), count(5))
      start = offset + 44
    }

    func end(timeWidth: Int) -> Int {
      start + times * (timeWidth + 1) + types * 6 + letters + leaps * (timeWidth + 4) + isStandard + isUTC
    }
  }
}

internal import Talks

/// The events on which a row and its cells rest, as the column `why` of a table holds them.
///
/// NULL where all of them rest on the event that the row is about, which is in its first column of positions. Else a
/// series of numbers, each in groups of 7 bits, the lowest first, with the highest bit set in all bytes of a number but
/// the last: how many lists of events there are, and the lists, that of the row first; then, for each cell that rests on
/// another list, the index of its column and of its list, both from 0.
///
/// A list is the number of its steps, and the steps from 0 to its first position and on to each next one: twice the
/// width of a step, or twice the width and one, and how often it is taken in a row.
struct Why: Equatable {
  let row: Provenance
  /// By the index of the column, for the cells that rest on other events than the row.
  private(set) var cells: [Int: Provenance] = [:]

  /// Nil where a cell rests on the events of the row.
  func provenance(ofColumn index: Int) -> Provenance? { cells[index] }

  init(of cells: [Traced<Cell>]) {
    row = Provenance(of: cells)
    for (index, cell) in cells.enumerated()
    where cell.provenance != row && !(cell.provenance.isEmpty && cell.wrappedValue == .null) {
      self.cells[index] = cell.provenance
    }
  }

  // MARK: Bytes

  /// - Parameter own: the event that the row is about; nil where it has none.
  /// - Returns: nil where all rests on that event.
  func bytes(own: Int64?) -> [UInt8]? {
    if cells.isEmpty, let own, row.only == own { return nil }
    var lists = [row]
    var pairs: [UInt8] = []
    for (column, list) in cells.sorted(by: { $0.key < $1.key }) {
      // There are few, and most of them are short.
      let place = lists.firstIndex(of: list) ?? lists.count
      if place == lists.count { lists.append(list) }
      pairs.append(number: UInt64(column))
      pairs.append(number: UInt64(place))
    }
    var bytes: [UInt8] = []
    bytes.append(number: UInt64(lists.count))
    for list in lists { bytes.append(list) }
    return bytes + pairs
  }

  /// - Parameter bytes: nil where all rests on the row's own event.
  init(_ bytes: [UInt8]?, own: Int64?) throws(UnreadableCell) {
    guard let bytes else {
      row = own.map { Provenance($0) } ?? []
      return
    }
    var reader = NumberReader(bytes)
    var lists: [Provenance] = []
    for _ in 0..<(try reader.next()) { lists.append(try reader.nextList()) }
    guard let first = lists.first else { throw UnreadableCell() }
    row = first
    while !reader.isAtEnd {
      let (column, place) = (try reader.next(), try reader.next())
      guard place < lists.count, let column = Int(exactly: column) else { throw UnreadableCell() }
      cells[column] = lists[Int(place)]
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(number: UInt64) {
    var rest = number
    while rest > 0x7F {
      append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  fileprivate mutating func append(_ list: Provenance) {
    if let only = list.only {
      append(number: 1)
      return append(number: UInt64(only) << 1)
    }
    var steps: [(width: UInt64, times: UInt64)] = []
    var before: Int64 = 0
    for position in list {
      let width = UInt64(position - before)
      before = position
      if steps.last?.width == width {
        steps[steps.count - 1].times += 1
      } else {
        steps.append((width, 1))
      }
    }
    append(number: UInt64(steps.count))
    for step in steps {
      append(number: step.width << 1 | (step.times > 1 ? 1 : 0))
      if step.times > 1 { append(number: step.times) }
    }
  }
}

private struct NumberReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func next() throws(UnreadableCell) -> UInt64 {
    var (number, shift): (UInt64, UInt64) = (0, 0)
    while at < bytes.count, shift < 64 {
      let byte = bytes[at]
      at += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return number }
      shift += 7
    }
    throw UnreadableCell()
  }

  mutating func nextList() throws(UnreadableCell) -> Provenance {
    var positions: [Int64] = []
    var position: Int64 = 0
    for _ in 0..<(try next()) {
      let step = try next()
      let times = step & 1 == 1 ? try next() : 1
      // A table that was changed by hand cannot make us reserve without end.
      guard times <= 1 << 32 else { throw UnreadableCell() }
      for _ in 0..<times {
        let (sum, overflow) = position.addingReportingOverflow(Int64(step >> 1))
        if overflow { throw UnreadableCell() }
        position = sum
        positions.append(position)
      }
    }
    return Provenance(ascending: positions)
  }
}

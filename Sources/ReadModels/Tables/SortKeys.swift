internal import Talks

/// The sort keys of the rows of a process in its tables, which stay when other rows come or go.
///
/// The key of a row is the event since which it is there, the earliest of those on which its first cell rests, by that
/// event's first moment and position. A row whose event comes before that of a row above it has the key of the last one
/// above and, after it, a number.
struct SortKeys {
  /// The first moments of the events, by position.
  private let moments: [Int64: Int64]

  init(_ state: ProcessState) {
    moments = Dictionary(
      (state.entries + state.uncounted).map { ($0.position, $0.occurred?.earliest ?? .min) }
    ) { first, _ in first }
  }

  /// The keys of the rows of one table, one after another.
  struct Sequence: Equatable {
    private var last: Anchor?
    private var ordinal: UInt32 = 0

    /// The key of the last row.
    var key: [UInt8] {
      var key: [UInt8] = []
      guard let last else { return key }
      key.reserveCapacity(ordinal == 0 ? 16 : 20)
      // In the order of anchors, those before 1970 included.
      key.append(highestFirst: UInt64(bitPattern: last.moment) ^ 1 << 63)
      key.append(highestFirst: UInt64(bitPattern: last.position))
      if ordinal > 0 { key.append(highestFirst: ordinal) }
      return key
    }

    mutating func advance(to anchor: Anchor) {
      if let last, anchor <= last {
        ordinal += 1
      } else {
        (last, ordinal) = (anchor, 0)
      }
    }

    mutating func next(_ anchor: Anchor) -> [UInt8] {
      advance(to: anchor)
      return key
    }
  }

  /// The event since which a row is there.
  struct Anchor: Comparable {
    let moment: Int64
    let position: Int64

    static func < (one: Anchor, other: Anchor) -> Bool {
      (one.moment, one.position) < (other.moment, other.position)
    }
  }

  /// The earliest of some events; one before all others where none of them is among those of the talks.
  func anchor(_ events: Provenance) -> Anchor {
    if let only = events.only, let moment = moments[only] { return Anchor(moment: moment, position: only) }
    var earliest: Anchor?
    for position in events {
      guard let moment = moments[position] else { continue }
      let anchor = Anchor(moment: moment, position: position)
      earliest = earliest.map { min($0, anchor) } ?? anchor
    }
    return earliest ?? Anchor(moment: .min, position: 0)
  }
}

extension [UInt8] {
  fileprivate mutating func append<N: FixedWidthInteger>(highestFirst number: N) {
    for shift in stride(from: N.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}

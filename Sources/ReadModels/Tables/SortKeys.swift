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
    var key: [UInt8] { (last?.bytes ?? []) + (ordinal == 0 ? [] : ordinal.bytes) }

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

    /// In the order of anchors, those before 1970 included.
    fileprivate var bytes: [UInt8] {
      (UInt64(bitPattern: moment) ^ 1 << 63).bytes + UInt64(bitPattern: position).bytes
    }
  }

  /// The earliest of some events; one before all others where none of them is among those of the talks.
  func anchor(_ events: Provenance) -> Anchor {
    var earliest: Anchor?
    for position in events {
      guard let moment = moments[position] else { continue }
      let anchor = Anchor(moment: moment, position: position)
      earliest = earliest.map { min($0, anchor) } ?? anchor
    }
    return earliest ?? Anchor(moment: .min, position: 0)
  }
}

extension FixedWidthInteger {
  /// The highest first.
  fileprivate var bytes: [UInt8] {
    (0..<Self.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
  }
}

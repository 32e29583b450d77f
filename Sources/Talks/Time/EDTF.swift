/// A date in EDTF (ISO 8601-2): levels 0 and 1, and `[a..b]` of level 2.
///
/// Two values are equal when they are written alike; `2003-08` and `2003-08-XX` are not.
package struct EDTF: Sendable, CustomStringConvertible {
  /// Exactly as it was written.
  package let text: String
  let shape: Shape

  /// Parses one expression; throws for a form outside the notation or a date outside the calendar.
  package init(_ text: String) throws(Malformed) {
    self.text = text
    do {
      shape = try EDTFParser.shape(of: text.utf8.span)
    } catch {
      throw DateAdvice.advice(on: text) ?? error
    }
  }

  package var description: String { text }

  /// The reason why a text is no date, in one sentence, with the column.
  package struct Malformed: Error, Hashable, CustomStringConvertible {
    package let problem: String
    /// Counted in characters from 1.
    package let column: Int

    package var description: String { "\(problem) (column \(column))." }
  }

  /// The precision of a date, from the finest to the coarsest.
  package enum Precision: UInt8, Comparable, Sendable {
    case second, minute, day, month, season, year, decade, century

    package static func < (one: Precision, other: Precision) -> Bool { one.rawValue < other.rawValue }
  }
}

extension EDTF: Hashable {
  package static func == (one: EDTF, other: EDTF) -> Bool { one.text == other.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension EDTF {
  /// The bounds of the beginning: of a single date, of `a` in `a/b`, or from `a` to `b` in `[a..b]`.
  ///
  /// Where the start is open or unknown, it began no later than it ended.
  package var start: Bounds {
    switch shape {
    case .single(let point): point.bounds
    case .interval(let from, let to):
      Bounds(earliest: from.bounds.earliest, latest: from.bounds.latest ?? to.bounds.latest)
    case .oneOf(let first, let last):
      Bounds(earliest: first.bounds.earliest, latest: last.bounds.latest)
    }
  }

  /// The bounds of the end: as ``start``, but of `b` in `a/b`; where that is open or unknown, it ended no earlier than
  /// it began.
  package var end: Bounds {
    guard case .interval(let from, let to) = shape else { return start }
    return Bounds(earliest: to.bounds.earliest ?? from.bounds.earliest, latest: to.bounds.latest)
  }

  /// The end of an interval as a date of its own, `b` of `a/b`, and any other date itself; nil where the end is open.
  package var ending: EDTF? {
    guard isInterval else { return self }
    guard end.latest != nil, let last = text.split(separator: "/").last else { return nil }
    return try? EDTF(String(last))
  }

  /// Whether it is written `a/b`, which is a duration, not a doubt.
  package var isInterval: Bool {
    if case .interval = shape { true } else { false }
  }

  /// Whether it is an interval that has no end: `a/..`.
  package var isOpenEnded: Bool {
    if case .interval(_, .open) = shape { true } else { false }
  }

  /// Whether any part is approximate: marked `~` or `%`.
  package var isApproximate: Bool { points.contains { $0.isApproximate } }

  /// Whether any part is uncertain: marked `?` or `%`.
  package var isUncertain: Bool { points.contains { $0.isUncertain } }

  /// How finely the start is known, or the end where the start is left open; a part written `XX` is not known.
  package var precision: Precision { (first ?? last)?.precision ?? .century }

  /// Whether a time of day is given anywhere.
  package var hasTime: Bool { points.contains { $0.hasTime } }

  /// The explicit `Z` or `±hh:mm` of the start, or of the end where the start is left open, in seconds east.
  package var offsetSeconds: Int? { (first ?? last)?.offsetSeconds }

  /// The date written first; `nil` where that end is left open.
  var first: Point? {
    switch shape {
    case .single(let point): point
    case .interval(let end, _), .oneOf(let end, _): end.point
    }
  }

  /// The last date written, equal to the first where only one is; `nil` where that end is open.
  var last: Point? {
    switch shape {
    case .single(let point): point
    case .interval(_, let end), .oneOf(_, let end): end.point
    }
  }

  private var points: [Point] { [first, last].compactMap(\.self) }
}

package import Talks

/// A table rebuilt from the log: its columns, and its rows for the state of one process.
///
/// Every table begins with `process` and `n`, the row's place within its process; together they are its key and
/// its order. A projection's table is created by the file of its name in `schema/read`.
package protocol Projection: SendableMetatype {
  /// The table's name.
  static var name: String { get }
  /// The columns after `process` and `n`.
  static var columns: [Column] { get }
  static func rows(_ state: ProcessState) -> [[Cell]]
  /// Whether an answer about now holds what is dated later as well; few do.
  static var reachesBeyondToday: Bool { get }
}

extension Projection {
  package static var reachesBeyondToday: Bool { false }
}

/// A column of a projection.
package struct Column: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case text, integer, boolean, day, texts }

  package let name: String
  package let kind: Kind

  package static func text(_ name: String) -> Column { Column(name: name, kind: .text) }
  package static func integer(_ name: String) -> Column { Column(name: name, kind: .integer) }
  package static func boolean(_ name: String) -> Column { Column(name: name, kind: .boolean) }
  package static func day(_ name: String) -> Column { Column(name: name, kind: .day) }
  package static func texts(_ name: String) -> Column { Column(name: name, kind: .texts) }
}

/// A value in a projection.
package enum Cell: Hashable, Sendable {
  case null
  case text(String)
  case integer(Int64)
  case boolean(Bool)
  /// Days since 1970-01-01.
  case day(Int32)
  case texts([String])
}

extension Cell {
  static func text(_ text: String?) -> Cell { text.map(Cell.text) ?? .null }
  static func text(_ word: (some RawRepresentable<String>)?) -> Cell { .text(word?.rawValue) }
  static func text(_ named: (some CustomStringConvertible)?) -> Cell { .text(named?.description) }
  static func integer(_ number: Int?) -> Cell { number.map { .integer(Int64($0)) } ?? .null }
  /// The date of a mark, as written.
  static func on(_ mark: Mark?) -> Cell { .text(mark?.on?.text) }
  static func firstDay(_ mark: Mark?) -> Cell { mark?.firstDay.map(Cell.day) ?? .null }
  static func lastDay(_ mark: Mark?) -> Cell { mark?.lastDay.map(Cell.day) ?? .null }
  static func names(_ names: some Sequence<some CustomStringConvertible>) -> Cell {
    .texts(names.map(\.description))
  }
}

package import Talks

/// What answers are made of: rows of the same columns, each cell with the events on which it rests.
package protocol Tabular: SendableMetatype {
  /// The table's name.
  static var name: String { get }
  /// The columns after `process` and `n`.
  static var columns: [Column] { get }
  /// The columns that tell one row of a process from another, as a person would; few rows share them.
  static var key: [String] { get }
}

extension Tabular {
  package static var key: [String] { [columns[0].name] }
}

/// A table rebuilt from the log: its columns, and its rows for the state of one process.
///
/// Every table begins with `process` and `n`, the row's place within its process; together they are its key and
/// its order. A projection's table is created by the file of its name in `schema/read`.
package protocol Projection: Tabular {
  /// The rows of a process in their order, a cell a column.
  static func rows(_ state: ProcessState) -> [[Cited]]
  /// The types of event on which its rows can rest, so that others need not be read to fold them; nil for any.
  ///
  /// Only where none of them refers to a thing: a merge of events of other types can give that another name.
  static var types: [any EventType.Type]? { get }
  /// Whether an answer about now holds what is dated later as well; few do.
  static var reachesBeyondToday: Bool { get }
  /// Whether it says in another way what other tables say, so that a comparison has no need of it.
  static var repeatsOthers: Bool { get }
}

extension Projection {
  package static var types: [any EventType.Type]? { nil }
  package static var reachesBeyondToday: Bool { false }
  package static var repeatsOthers: Bool { false }
}

/// A column of a projection.
package struct Column: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case text, integer, truth, day, texts }

  package let name: String
  package let kind: Kind

  package static func text(_ name: String) -> Column { Column(name: name, kind: .text) }
  package static func integer(_ name: String) -> Column { Column(name: name, kind: .integer) }
  /// Null in the table where dates leave it open.
  package static func truth(_ name: String) -> Column { Column(name: name, kind: .truth) }
  package static func day(_ name: String) -> Column { Column(name: name, kind: .day) }
  package static func texts(_ name: String) -> Column { Column(name: name, kind: .texts) }
}

/// A value in a projection.
package enum Cell: Hashable, Sendable {
  case null
  case text(String)
  case integer(Int64)
  case boolean(Bool)
  /// Dates leave it open.
  case unknown
  /// Days since 1970-01-01.
  case day(Int32)
  case texts([String])
}

extension Cell {
  package var text: String? { if case .text(let text) = self { text } else { nil } }
  package var texts: [String] { if case .texts(let texts) = self { texts } else { [] } }
  package var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
  package var day: CivilDay? { if case .day(let days) = self { CivilDay(days: days) } else { nil } }
  package var isTrue: Bool { self == .boolean(true) }
  package var truth: Truth {
    switch self {
    case .unknown: .unknown
    case .boolean(true): .yes
    default: .no
    }
  }
}

/// A cell with the events on which it rests.
package struct Cited: Hashable, Sendable {
  package let cell: Cell
  package let provenance: Provenance

  package init(_ cell: Cell, _ positions: Provenance = []) {
    self.cell = cell
    self.provenance = cell == .null ? [] : positions
  }
}

extension Cited {
  static func text(_ text: String?, _ positions: Provenance) -> Cited {
    Cited(text.map(Cell.text) ?? .null, positions)
  }
  static func text(_ word: (some RawRepresentable<String>)?, _ positions: Provenance) -> Cited {
    text(word?.rawValue, positions)
  }
  static func text(_ named: (some CustomStringConvertible)?, _ positions: Provenance) -> Cited {
    text(named?.description, positions)
  }
  static func integer(_ number: Int?, _ positions: Provenance) -> Cited {
    Cited(number.map { .integer(Int64($0)) } ?? .null, positions)
  }
  static func truth(_ truth: Truth, _ positions: Provenance) -> Cited {
    Cited(truth == .unknown ? .unknown : .boolean(truth == .yes), positions)
  }
  static func texts(_ texts: [String], _ positions: Provenance) -> Cited { Cited(.texts(texts), positions) }
  static func names(_ names: some Sequence<some CustomStringConvertible>, _ positions: Provenance) -> Cited {
    texts(names.map(\.description), positions)
  }
  /// A status as far as dates tell.
  static func status<S: RawRepresentable<String> & Hashable>(
    _ possible: Set<S?>, _ positions: Provenance
  ) -> Cited {
    possible.count > 1 ? text("unknown", positions) : text(possible.only(), positions)
  }

  static func said(_ said: Traced<String?>) -> Cited { text(said.wrappedValue, said.provenance) }
  static func said(_ said: Traced<Int?>) -> Cited { integer(said.wrappedValue, said.provenance) }
  static func said(_ said: Traced<(some RawRepresentable<String>)?>) -> Cited {
    text(said.wrappedValue, said.provenance)
  }
  static func said(_ said: Traced<(some CustomStringConvertible)?>) -> Cited {
    text(said.wrappedValue, said.provenance)
  }
  static func said(_ said: Traced<[String]>) -> Cited { texts(said.wrappedValue, said.provenance) }
  static func said(_ said: Traced<[some CustomStringConvertible]>) -> Cited {
    names(said.wrappedValue, said.provenance)
  }

  /// The date of a mark, as written.
  static func on(_ dating: Dating?) -> Cited { text(dating?.on?.text, dating?.provenance ?? []) }
  static func firstDay(_ dating: Dating?) -> Cited {
    Cited(dating?.firstDay.map(Cell.day) ?? .null, dating?.provenance ?? [])
  }
  static func lastDay(_ dating: Dating?) -> Cited {
    Cited(dating?.lastDay.map(Cell.day) ?? .null, dating?.provenance ?? [])
  }
  static func position(_ position: Int64?) -> Cited {
    Cited(position.map(Cell.integer) ?? .null, position.map { Provenance($0) } ?? [])
  }
}

/// A row of a projection, each cell with the events on which it rests.
package struct TableRow: Hashable, Sendable {
  package let process: String
  package let cells: [Cell]
  /// For each cell, the events on which it rests; none for an empty one.
  package let basis: [Provenance]

  package init(process: String, cells: [Cell], basis: [Provenance]) {
    self.process = process
    self.cells = cells
    self.basis = basis
  }

  /// The events on which the row rests.
  package var events: Provenance {
    guard let first = basis.first(where: { !$0.isEmpty }) else { return [] }
    // Most rows rest on the same events in every cell.
    if basis.allSatisfy({ $0.isEmpty || $0 == first }) { return first }
    return Provenance(basis.flatMap(\.all))
  }
}

extension Projection {
  /// The rows of a process, which rest on what was said about their events as well.
  static func table(of process: String, _ state: ProcessState) -> [TableRow] {
    rows(state).map { TableRow(process: process, $0, remarks: state.corrections.positions) }
  }
}

extension TableRow {
  /// - Parameter remarks: for the position of an event, those of what was said about it.
  init(process: String, _ row: [Cited], remarks: [Int64: Provenance]) {
    self.init(
      process: process, cells: row.map(\.cell),
      basis: row.map { cited in
        if remarks.isEmpty { return cited.provenance }
        let more = cited.provenance.all.compactMap { remarks[$0] }
        return more.isEmpty ? cited.provenance : Provenance(cited.provenance.all + more.flatMap(\.all))
      })
  }
}

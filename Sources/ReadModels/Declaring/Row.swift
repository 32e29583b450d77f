package import Postgres
package import Talks

/// A row of an answer, declared once: the name, kind and meaning of each field.
///
/// From the declaration follow the table with its comments, COPY in and out, the JSON and the pages of the
/// reference. Every table begins with `process` and `sort_key` (see `SortKeys`); together they are its key and
/// its order. It ends with `why`, the provenance of the row and of the cells with a different one.
package protocol Row: Hashable, Sendable, SendableMetatype {
  /// The name of the table.
  static var name: String { get }
  /// One sentence for the reference.
  static var help: String { get }
  /// The version of the meaning of its fields; raised when that changes, so that older tables are rebuilt.
  static var version: Int { get }
  static var fields: [Field<Self>] { get }
  /// Whether its rows are the events themselves, so that the event is the reason for every cell.
  static var listsEvents: Bool { get }

  /// The slug of the process that the row is of.
  var process: String { get set }
  /// Creates an empty row.
  init()

  /// The rows of a query that selects some columns.
  ///
  /// A requirement, with one implementation for all, since that is then compiled for each type by itself.
  ///
  /// - Parameter withReasons: whether the events on which they rest are selected as well.
  static func all(_ results: ResultRows, _ columns: [Field<Self>], withReasons: Bool) throws -> [Self]
}

/// A row that is rebuilt from the events of one process and kept in a table.
package protocol Projected: Row {
  /// The rows of a process, in their order.
  static func rows(_ state: ProcessState) -> [Self]
  /// Passes the values that a table holds of each of these rows, in the order of the columns.
  ///
  /// A requirement, with one implementation for all, since that is then compiled for each type by itself.
  static func forEachRow(_ state: ProcessState, _ body: ([Traced<Cell>]) throws -> Void) rethrows
  /// The event types on which its rows can depend, so that a fold need not read others; nil for all.
  ///
  /// Permitted only where none of them refers to a thing: a merge of events of other types can rename one.
  static var types: [any EventType.Type]? { get }
  /// Whether its rows rest on the part of the state that a `RosterFold` gives.
  static var restsOnRoster: Bool { get }
  /// Whether its rows are others on the day after that of the state, though nothing begins or ends by then.
  static func goesOn(_ state: ProcessState) -> Bool
  /// Whether an answer about now includes later dates as well; few do.
  static var reachesBeyondToday: Bool { get }
  /// Whether it restates the content of other rows, so that a comparison omits it.
  static var repeatsOthers: Bool { get }
  /// Whether it counts what other rows tell.
  static var isTally: Bool { get }
}

/// A row type with a row for every event.
///
/// That of an event that counts rests on the event alone, what is said of it, the titles of the things that it names, and the
/// works that it cites.
package protocol EventListing: Projected {
  /// The events, in the order of the rows.
  static func listed(_ state: ProcessState) -> [Entry]
  /// The row of an event that counts.
  static func row(_ entry: Entry, _ state: ProcessState) -> Self
}

extension EventListing {
  package static var listsEvents: Bool { true }
  package static func listed(_ state: ProcessState) -> [Entry] { state.entries }
  package static func rows(_ state: ProcessState) -> [Self] { listed(state).map { row($0, state) } }
}

extension Projected {
  package static func forEachRow(_ state: ProcessState, _ body: ([Traced<Cell>]) throws -> Void) rethrows {
    let (rows, columns) = (rows(state), columns)
    for index in rows.indices { try body(rows[index].values(of: columns)) }
  }

  package static var types: [any EventType.Type]? { nil }
  package static var restsOnRoster: Bool { false }
  package static func goesOn(_ state: ProcessState) -> Bool { false }
  package static var reachesBeyondToday: Bool { false }
  package static var repeatsOthers: Bool { false }
  package static var isTally: Bool { false }
}

/// The role of a field in its row.
package struct FieldTraits: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// It is part of the key by which people distinguish the rows of a process.
  package static let key = FieldTraits(rawValue: 1)
  /// It restates another field or only locates the record, so that a comparison omits it.
  package static let repeats = FieldTraits(rawValue: 2)
  /// It is computed on reading, from other rows or the question, so that no table holds it.
  package static let derived = FieldTraits(rawValue: 4)
  /// It counts what other rows tell, so that a comparison shows it only to who asks for it.
  package static let tally = FieldTraits(rawValue: 8)
}

/// A field of a row: its name, its kind, its meaning and where the row keeps it.
package struct Field<R>: Sendable {
  package let name: String
  package let kind: Cell.Kind
  /// Whether a table may hold NULL for it.
  package let isNullable: Bool
  package let help: String
  package let traits: FieldTraits
  package let path: any PartialKeyPath<R> & Sendable
  /// Whether it holds the position of an event.
  package let isPosition: Bool
  let get: @Sendable (R) -> Traced<Cell>
  let set: @Sendable (inout R, Traced<Cell>) throws(UnreadableCell) -> Void
  let extend: @Sendable (inout R, _ remarks: [Int64: Provenance]) -> Void

  package init<Value: RowValue>(
    _ name: String, _ path: any WritableKeyPath<R, Traced<Value>> & Sendable, _ help: String,
    _ traits: FieldTraits = []
  ) {
    (self.name, self.help, self.path) = (name, help, path)
    (kind, isNullable) = (Value.kind, Value.isNullable)
    isPosition = Value.self == EventPosition.self || Value.self == EventPosition?.self
    // A day derived from a date, and an event's position in the log, carry no information about the talks.
    self.traits =
      isPosition || Value.self == CivilDay?.self || Value.self == CivilDay.self
      ? traits.union(.repeats) : traits
    get = { row in
      let traced = row[keyPath: path]
      let cell = traced.wrappedValue.cell
      return Traced(cell, cell == .null ? [] : traced.provenance)
    }
    set = { (row, traced) throws(UnreadableCell) in
      row[keyPath: path] = Traced(try Value(traced.wrappedValue), traced.provenance)
    }
    extend = { row, remarks in
      let traced = row[keyPath: path]
      let provenance = traced.provenance.with(remarks)
      if provenance != traced.provenance { row[keyPath: path] = Traced(traced.wrappedValue, provenance) }
    }
  }

  /// The value in a row, with its provenance; empty for null.
  package func callAsFunction(_ row: R) -> Traced<Cell> { get(row) }
}

extension Row {
  package static var version: Int { 1 }
  package static var listsEvents: Bool { false }

  /// The field at a place of the row.
  package static func field(_ path: PartialKeyPath<Self>) -> Field<Self> {
    guard let field = fields.first(where: { $0.path == path }) else {
      preconditionFailure("\(path) is no field of \(name).")
    }
    return field
  }

  /// The fields that a table holds.
  package static var columns: [Field<Self>] { fields.filter { !$0.traits.contains(.derived) } }

  /// The fields that tell one row of a process from another.
  package static var key: [Field<Self>] { fields.filter { $0.traits.contains(.key) } }

  /// The first field, by which a person refers to the row; nil where a process has one row.
  package var label: String? {
    Self.key.isEmpty ? nil : Self.fields.first.map { $0(self).wrappedValue.plain }
  }

  /// The values of all fields, in order.
  package var cells: [Traced<Cell>] { values(of: Self.fields) }

  func values(of fields: [Field<Self>]) -> [Traced<Cell>] {
    var values: [Traced<Cell>] = []
    values.reserveCapacity(fields.count)
    for index in 0..<fields.count { values.append(fields[index].get(self)) }
    return values
  }

  /// The provenance of the whole row.
  package var events: Provenance { Provenance(of: cells) }
}

extension Provenance {
  /// What a row with these cells rests on.
  init(of cells: [Traced<Cell>]) {
    let first = cells.first { !$0.provenance.isEmpty }?.provenance ?? []
    // Most rows rest on the same events in every cell.
    if cells.allSatisfy({ $0.provenance.isEmpty || $0.provenance == first }) {
      self = first
    } else {
      self.init(cells.flatMap(\.provenance.all))
    }
  }
}

extension Projected {
  /// The rows of a process; the provenance includes the corrections of the events.
  package static func rows(of process: String, _ state: ProcessState) -> [Self] {
    rows(state).map { $0.placed(in: process, remarks: state.corrections.positions) }
  }
}

extension Row {
  /// The row as one of a process.
  ///
  /// - Parameter remarks: the positions of the corrections of each event, by its position.
  package func placed(in process: String, remarks: [Int64: Provenance]) -> Self {
    var row = self
    row.process = process
    if remarks.isEmpty { return row }
    for field in Self.fields { field.extend(&row, remarks) }
    return row
  }
}

extension Provenance {
  /// The same events, and those by which something was said about them.
  ///
  /// - Parameter remarks: for the position of an event, those of what was said about it.
  func with(_ remarks: [Int64: Provenance]) -> Provenance {
    if remarks.isEmpty { return self }
    if let only { return remarks[only].map(union) ?? self }
    return all.compactMap { remarks[$0] }.reduce(self) { $0.union($1) }
  }
}

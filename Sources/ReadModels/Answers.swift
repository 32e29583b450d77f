package import EventSourcing
package import Postgres
package import Talks

/// Rows of a projection, from the tables or from a fold: an answer does not tell which.
package struct Table: Sendable {
  package let columns: [Column]
  package let rows: [TableRow]

  package init(columns: [Column], rows: [TableRow]) {
    self.columns = columns
    self.rows = rows
  }

  package subscript(_ row: Int, _ column: String) -> Cell {
    columns.firstIndex { $0.name == column }.map { rows[row].cells[$0] } ?? .null
  }
}

/// From where an answer is given, on both axes: what was true on a day, by what the record said at a moment.
package struct Standpoint: Sendable, Equatable {
  /// Nil for today.
  package var asOf: CivilDay?
  /// Microseconds since 1970 UTC: what was learned later does not count; nil for all that is recorded.
  package var asKnown: Int64?
  /// The same for when it was recorded, which nobody can set.
  package var asRecorded: Int64?
  /// The party or the source whose account counts where it gives one; nil for those that are preferred.
  package var accordingTo: String?
  /// The log holds nothing that is marked higher; nil where it holds all of it.
  package var ceiling: Marking?

  package init(
    asOf: CivilDay? = nil, asKnown: Int64? = nil, asRecorded: Int64? = nil, accordingTo: String? = nil,
    ceiling: Marking? = nil
  ) {
    self.asOf = asOf
    self.asKnown = asKnown
    self.asRecorded = asRecorded
    self.accordingTo = accordingTo
    self.ceiling = ceiling
  }

  /// Whether it is another than that of the tables, which are of now and of all events.
  package var isSpecial: Bool {
    asOf != nil || asKnown != nil || asRecorded != nil || accordingTo != nil || ceiling != nil
  }

  /// Whether something that was learned at a moment counts.
  package func admits(_ event: RecordedEvent<Event>) -> Bool {
    (asKnown.map { event.known <= $0 } ?? true) && (asRecorded.map { event.recorded <= $0 } ?? true)
  }
}

/// Answers about now from the tables, caught up first, and from another standpoint from the log.
package struct Answers<Log: EventLog<Event>> {
  let connection: Connection
  let log: Log
  private let zones: any ZoneRules
  private let standpoint: Standpoint
  private let today: CivilDay
  /// Whether the tables are of no use.
  private(set) var folds: Bool
  private var states: [Fold: ProcessState] = [:]
  private var revised: [String: [Int64: Event]] = [:]

  /// Which fold a state comes of: that of a process up to a day, or of all of it.
  private struct Fold: Hashable {
    let process: String
    let horizon: CivilDay?
    /// Those types of event that matter; nil for all.
    var types: [String]? = nil
  }

  private typealias Question = (projection: any Projection.Type, process: String?)

  /// - Parameter today: how far an answer about now reaches; what is dated later has not happened yet.
  /// - Parameter seen: how fresh the tables were when the caller looked; nil to look now.
  package init(
    _ connection: Connection, log: Log, zones: any ZoneRules, from standpoint: Standpoint, today: CivilDay,
    seen: ReadModels.Freshness? = nil
  ) throws {
    self.connection = connection
    self.log = log
    self.zones = zones
    self.standpoint = standpoint
    self.today = today
    folds = standpoint.isSpecial
    if folds { return }
    do {
      try ReadModels(connection, zones: zones).catchUp(from: log, seen: seen)
    } catch let error as PostgresError
      where error.code == .readOnlyTransaction || error.code == .insufficientPrivilege
    {
      // Who may not write folds in memory instead.
      folds = true
    }
  }

  /// The rows of tables, for one process or for all.
  ///
  /// - Parameter ofAll: projections whose rows are wanted for all processes in any case; they come last.
  /// - Throws: `NoSuchProcess`, or what the database throws.
  package mutating func tables(
    _ wanted: [any Tabular.Type], process: String? = nil, ofAll: [any Projection.Type] = []
  ) throws -> [Table] {
    let projections = wanted.compactMap { $0 as? any Projection.Type }
    var found = try tables(of: projections, process: process, ofAll: ofAll)[...]
    return try wanted.map { one in
      if let derived = one as? any Derived.Type { return try table(derived, process) }
      return found.removeFirst()
    } + found
  }

  private mutating func tables(
    of wanted: [any Projection.Type], process: String?, ofAll: [any Projection.Type]
  ) throws -> [Table] {
    let questions = wanted.map { ($0, process) } + ofAll.map { ($0, nil) }
    let types = types(for: questions.map(\.0))
    let found = try folds ? folded(questions, types) : fromTables(questions, types)
    if let process, folds, !states.keys.contains(where: { $0.process == process }),
      try state(of: process) == nil
    {
      try log.check(process)
      throw NothingKnown(process: process)
    }
    if let process, found.prefix(wanted.count).allSatisfy(\.rows.isEmpty) { try log.check(process) }
    return found
  }

  /// The types of event that matter to some projections; nil for all.
  private func types(for projections: [any Projection.Type]) -> [String]? {
    // Whether anybody of that name gives an account is asked of all events.
    if standpoint.accordingTo != nil { return nil }
    var found: Set<String> = []
    for projection in projections {
      guard let types = projection.types else { return nil }
      found.formUnion(types.map { $0.name })
    }
    if found.isEmpty { return nil }
    return found.sorted() + Catalogue.all.filter { $0.isEditorial }.map { $0.name }
  }

  private mutating func table(_ wanted: any Derived.Type, _ process: String?) throws -> Table {
    var states: [(process: String, state: ProcessState)] = []
    for name in try log.streams(after: 0) {
      if let state = try state(of: name) { states.append((name, state)) }
    }
    let remarks = states.reduce(into: [:]) { $0.merge($1.state.corrections.positions) { first, _ in first } }
    let rows = wanted.rows(of: states, process: process).map {
      TableRow(process: $0.process, $0.row, remarks: remarks)
    }
    return Table(columns: wanted.columns, rows: rows)
  }

  package mutating func table(_ wanted: any Tabular.Type, process: String? = nil) throws -> Table {
    try tables([wanted], process: process)[0]
  }

  /// Where an event stands in the order in which things happened.
  package struct Place {
    package let position: Int64
    /// The event as it is to be read, where that is not as it was recorded.
    package let revised: Event?
  }

  /// All events in the order in which they happened, a batch at a time.
  package mutating func chronology(_ body: ([Place]) throws -> Void) throws {
    guard !folds else {
      let timeline = try table(TimelineProjection.self)
      let days = timeline.rows.indices.map { timeline[$0, "first_day"] }
      let order = timeline.rows.indices.sorted { (days[$0].sortKey, $0) < (days[$1].sortKey, $1) }
      return try body(
        order.compactMap { index in
          guard case .integer(let position) = timeline[index, "event"] else { return nil }
          let row = timeline.rows[index]
          return try place(position, row.process, isRevised: row.events.only == nil)
        })
    }
    try connection.transaction(.readOnlySnapshot) {
      try connection.execute(
        """
        DECLARE chronology NO SCROLL CURSOR FOR
        SELECT event, process, cardinality(rests_on) > 1 FROM read.timeline ORDER BY first_day NULLS FIRST, process, n
        """)
      while true {
        let batch = try connection.query("FETCH 1000 FROM chronology").map { row in
          try place(row.get(0), row.get(1), isRevised: row.get(2))
        }
        if batch.isEmpty { break }
        try body(batch)
      }
    }
  }

  /// What holds in a process, folded anew; nil where nothing was known of it yet.
  package mutating func state(of process: String) throws -> ProcessState? {
    try state(of: Fold(process: process, horizon: standpoint.asOf ?? today))
  }

  private mutating func place(_ position: Int64, _ process: String, isRevised: Bool) throws -> Place {
    if !isRevised { return Place(position: position, revised: nil) }
    if revised[process] == nil {
      let entries = try state(of: Fold(process: process, horizon: standpoint.asOf))?.entries ?? []
      revised[process] = Dictionary(entries.map { ($0.position, $0.event) }) { first, _ in first }
    }
    return Place(position: position, revised: revised[process]?[position])
  }

  private mutating func folded(_ questions: [Question], _ types: [String]?) throws -> [Table] {
    try questions.map { projection, process in
      let rows = try folded(projection, process.map { [$0] } ?? log.streams(after: 0), types)
      return Table(columns: projection.columns, rows: rows)
    }
  }

  private mutating func folded(
    _ projection: any Projection.Type, _ processes: [String], _ types: [String]?
  ) throws -> [TableRow] {
    let horizon = standpoint.asOf ?? (projection.reachesBeyondToday ? nil : today)
    var rows: [TableRow] = []
    for name in processes {
      guard let state = try state(of: Fold(process: name, horizon: horizon, types: types)) else { continue }
      rows += projection.table(of: name, state)
    }
    return rows
  }

  /// Nil where nothing was known of the process yet.
  private mutating func state(of wanted: Fold) throws -> ProcessState? {
    if let state = states[wanted] { return state }
    let recorded =
      try wanted.types.map { try log.events(of: wanted.process, types: $0) } ?? log.events(of: wanted.process)
    let entries = recorded.filter(standpoint.admits).map { Entry($0, zones: zones) }
    if entries.isEmpty { return nil }
    let state = ProcessState.fold(entries, asOf: wanted.horizon, accordingTo: standpoint.accordingTo)
    states[wanted] = state
    return state
  }

  private mutating func fromTables(_ questions: [Question], _ types: [String]?) throws -> [Table] {
    let future: SQL =
      """
      SELECT process FROM read.process
      WHERE settled_day > \(Day(days: today.days)) OR settled_day IS NULL AND last_event IS NOT NULL ORDER BY process
      """
    let answers = try connection.pipeline(
      [future]
        + questions.map { projection, process in
          let columns = projection.columns.map { column -> SQL in "\(identifier: column.name)" }
          let condition: SQL = process.map { "WHERE process = \($0)" } ?? ""
          return """
            SELECT process, \(columns.joined(separator: ", ")), rests_on, why::text FROM read.\(identifier: projection.name)
            \(condition) ORDER BY process, n
            """
        })
    // The tables hold what is dated later as well; processes with such events are folded up to today.
    let ahead = try answers[0].map { try $0.get(0, as: String.self) }
    return try zip(questions, answers.dropFirst()).map { question, answer in
      let (projection, process) = question
      var rows = try answer.map { try TableRow($0, projection.columns) }
      let cut = projection.reachesBeyondToday ? [] : ahead.filter { process == nil || process == $0 }
      if !cut.isEmpty {
        rows.removeAll { cut.contains($0.process) }
        rows += try folded(projection, cut, types)
        rows.sort { $0.process < $1.process }
      }
      return Table(columns: projection.columns, rows: rows)
    }
  }
}

extension Answers {
  /// Rows of a table of the projection, by process and place, in their order.
  func rows(_ projection: any Projection.Type, at places: [(process: String, n: Int32)]) throws -> [TableRow]
  {
    let columns = projection.columns.map { column -> SQL in "\(identifier: column.name)" }
    return try connection.query(
      """
      SELECT process, \(columns.joined(separator: ", ")), rests_on, why::text
      FROM unnest(\(places.map(\.process)), \(places.map(\.n))) WITH ORDINALITY wanted (process, n, ordinal)
        JOIN read.\(identifier: projection.name) USING (process, n)
      ORDER BY ordinal
      """
    ).map { try TableRow($0, projection.columns) }
  }
}

extension TableRow {
  /// Reads the process, the cells and on what they rest.
  fileprivate init(_ row: Row, _ columns: [Column]) throws {
    let cells = try columns.enumerated().map { index, column in try Cell(row, index + 1, column.kind) }
    self.init(
      process: try row.get(0), cells: cells,
      basis: try Why.basis(
        cells, columns, events: row.get(columns.count + 1), why: row.get(columns.count + 2)))
  }
}

extension EventLog {
  /// Throws `NoSuchProcess` where nothing is recorded of a process.
  package func check(_ process: String) throws {
    let known = try streams(after: 0)
    if !known.contains(process) { throw NoSuchProcess(process: process, known: known) }
  }
}

/// A process was asked for of which nothing was known yet.
package struct NothingKnown: Error, CustomStringConvertible {
  package let process: String

  package init(process: String) { self.process = process }

  package var description: String {
    "Nothing was known of “\(process)” then; ask for a later time with --as-known."
  }
}

/// A process was asked for of which nothing is recorded.
package struct NoSuchProcess: Error, CustomStringConvertible {
  package let process: String
  /// The processes that there are.
  package let known: [String]

  package var description: String {
    if known.isEmpty { return "The log is empty; record something with “parley log” or “parley import”." }
    let hint = nearest(process, among: known).map { " Did you mean “\($0)”?" } ?? ""
    return "There is no process “\(process)”.\(hint) “parley list” shows them all."
  }
}

extension Cell {
  fileprivate var sortKey: Int32 { if case .day(let days) = self { days } else { .min } }

  fileprivate init(_ row: Row, _ index: Int, _ kind: Column.Kind) throws {
    switch kind {
    case .text: self = try row.get(index, as: String?.self).map(Cell.text) ?? .null
    case .integer: self = try row.get(index, as: Int64?.self).map(Cell.integer) ?? .null
    case .truth: self = try row.get(index, as: Bool?.self).map(Cell.boolean) ?? .unknown
    case .day: self = try row.get(index, as: Day?.self).map { .day($0.days) } ?? .null
    case .texts: self = try row.get(index, as: [String]?.self).map(Cell.texts) ?? .null
    }
  }
}

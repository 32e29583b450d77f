package import EventSourcing
package import Postgres
package import Talks

/// Rows about now from the tables, caught up first, and from another standpoint from the log.
package struct RowReader<Log: EventLog<Event>> {
  let connection: Connection
  package let log: Log
  package let zones: any ZoneRules
  package private(set) var standpoint: Standpoint
  private let today: CivilDay
  /// Whether the tables are of no use.
  private(set) var folds: Bool
  private var states: [Fold: ProcessState] = [:]
  private var revised: [String: [Int64: Event]] = [:]
  /// The moves of events between processes; nil until somebody asks.
  private var moves: Moves?
  /// What is kept while it goes from day to day; nil while it does not.
  private var kept: KeptRecords?

  /// The key of a folded state: a process, a day, and the types of event read.
  private struct Fold: Hashable {
    let process: String
    let horizon: CivilDay?
    /// The event types read; nil for all.
    var types: [String]? = nil
    var part = KeptRecords.Part.whole
  }

  /// - Parameter today: the last day that an answer about now covers; later dates have not happened yet.
  /// - Parameter isWithheld: whether the log holds less than the tables, so that the tables cannot be used.
  /// - Parameter seen: the freshness of the tables as seen by the caller; nil to look now.
  package init(
    _ connection: Connection, log: Log, zones: any ZoneRules, from standpoint: Standpoint, today: CivilDay,
    isWithheld: Bool = false, seen: ReadModels.Freshness? = nil
  ) throws {
    self.connection = connection
    self.log = log
    self.zones = zones
    self.standpoint = standpoint
    self.today = today
    folds = isWithheld || !standpoint.isNow
    if folds { return }
    do {
      try ReadModels(connection, zones: zones).catchUp(from: log, seen: seen)
    } catch let error as PostgresError
      where [.readOnlyTransaction, .insufficientPrivilege, .diskFull].contains(error.code)
    {
      // Who may not write, or finds the disk full, folds in memory instead, and has the server sort there as well.
      if error.code == .diskFull { try connection.sortInMemory() }
      folds = true
    }
  }

  /// A reader of the same log from another standpoint; it folds instead of reading tables.
  package func moved(to standpoint: Standpoint) -> RowReader {
    var other = self
    (other.standpoint, other.folds, other.states, other.revised) = (standpoint, true, [:], [:])
    other.kept = nil
    return other
  }

  /// Has it answer as of another day, no earlier than the one before, from what it then reads of the log once.
  package mutating func goOn(to day: CivilDay) {
    (standpoint.asOf, folds, states) = (day, true, [:])
    kept = kept ?? KeptRecords()
    kept?.advance()
  }

  /// The first day on which rows that it gave as of its day may be others; nil where there is none.
  package var nextChange: CivilDay? { kept?.nextChange(after: day) }

  /// The day that an answer is about.
  package var day: CivilDay { standpoint.asOf ?? today }

  // MARK: Rows

  /// The rows of one type, of one process or of all.
  ///
  /// - Throws: `NoSuchProcess`, `NothingKnown`, or an error of the database.
  package mutating func rows<R: Projected>(_ type: R.Type, of process: String? = nil) throws -> [R] {
    try read(Wanted<R>.rows(of: process))
  }

  /// Reads rows of several types in one snapshot.
  ///
  /// - Throws: `NoSuchProcess` or `NothingKnown` where a named process has no record, or had none at the
  ///   time, or an error of the database.
  package mutating func read<each R: Projected>(
    _ wanted: repeat Wanted<each R>
  ) throws -> (repeat [each R]) {
    var reading = Reading()
    for one in repeat each wanted { reading.add(one) }
    try prepare(&reading)
    let found = (repeat try take(each wanted, &reading))
    try check(reading)
    return found
  }

  /// The same, with what every answer has to tell of a process, or of all, in the same moment: the names of
  /// parties, the rival accounts, and how far the record goes.
  package mutating func read<each R: Projected>(
    around process: String?, _ wanted: repeat Wanted<each R>
  ) throws -> (
    parties: [PartyRow], accounts: [AccountRow], coverages: [CoverageRow], rows: (repeat [each R])
  ) {
    let (names, rivals) = (Wanted<PartyRow>.rows(of: process), Wanted<AccountRow>.rows(of: process))
    let limits = Wanted<CoverageRow>.rows(of: process)
    var reading = Reading()
    reading.add(names)
    // The disputes about the events that support the other rows.
    reading.add(rivals, asksForTypes: false)
    reading.add(limits)
    for one in repeat each wanted { reading.add(one) }
    try prepare(&reading)
    let (parties, accounts) = (try take(names, &reading), try take(rivals, &reading))
    let coverages = try take(limits, &reading)
    let found = (repeat try take(each wanted, &reading))
    try check(reading)
    return (parties, accounts, coverages, found)
  }

  /// Several wanted rows on their way: first named, then asked for at once, then taken in the same order.
  private struct Reading {
    /// The process asked about; nil for none.
    var process: String?
    /// The types of event that matter to its rows; nil for all.
    var types: Set<String>? = []
    /// Whether all of them rest on the roster's part of the state, and whether the past of it is of no matter.
    var areOfRoster = true
    var areCurrent = false
    var queries: [SQL] = []
    var results: [ResultRows] = []
    /// The processes with events after today.
    var ahead: [String] = []
    var next = 0
    var isFound = false

    mutating func add<R>(_ wanted: Wanted<R>, asksForTypes: Bool = true) {
      queries.append(wanted.query)
      // Rows of other processes are read apart.
      guard let process = wanted.process else { return }
      self.process = process
      areOfRoster = areOfRoster && R.restsOnRoster
      areCurrent = areCurrent || wanted.isCurrent
      if !asksForTypes { return }
      types = R.types.flatMap { more in types?.union(more.map { $0.name }) }
    }
  }

  private func prepare(_ reading: inout Reading) throws {
    if folds { return }
    let queries = [Self.future(today)] + reading.queries
    var results = try connection.sortingInMemoryIfFull { try connection.pipeline(queries) }
    reading.ahead = try results.removeFirst().map { try $0.get(0) }
    reading.results = results
  }

  private mutating func take<R>(_ wanted: Wanted<R>, _ reading: inout Reading) throws -> [R] {
    let types =
      standpoint.accordingTo == nil ? reading.types.map { $0.sorted() + Moves.typesWithRemarks } : nil
    if kept != nil && wanted.process != nil {
      let part: KeptRecords.Part = reading.areOfRoster ? .roster(withPast: !reading.areCurrent) : .whole
      return try folded(wanted, types, part)
    }
    if folds { return try folded(wanted, types) }
    defer { reading.next += 1 }
    let rows = try completed(
      R.all(reading.results[reading.next], wanted.columns, withReasons: wanted.fields == nil),
      wanted, reading.ahead, types)
    if wanted.process != nil && !rows.isEmpty { reading.isFound = true }
    return rows
  }

  /// Throws where nothing is recorded of a process, or nothing was known of it.
  private mutating func check(_ reading: Reading) throws {
    guard let process = reading.process, !reading.isFound else { return }
    if !folds { return try log.check(process) }
    guard !states.keys.contains(where: { $0.process == process }),
      try state(of: process) == nil
    else { return }
    try log.check(process)
    throw NothingKnown(process: process)
  }

  private static func future(_ today: CivilDay) -> SQL {
    """
    SELECT process FROM read.process
    WHERE settled_day > \(Day(days: today.days)) OR settled_day IS NULL AND last_event IS NOT NULL ORDER BY process
    """
  }

  /// Rows from a table, with those of processes that have events after today folded up to today.
  private mutating func completed<R>(
    _ rows: [R], _ wanted: Wanted<R>, _ ahead: [String], _ types: [String]?
  ) throws -> [R] {
    let cut = R.reachesBeyondToday ? [] : ahead.filter { wanted.process == nil || wanted.process == $0 }
    if cut.isEmpty { return rows }
    var rows = rows.filter { !cut.contains($0.process) }
    let mattering =
      wanted.process == nil ? R.types.map { $0.map { $0.name } + Moves.typesWithRemarks } : types
    for process in cut { rows += try folded(R.self, process, mattering) }
    if let others = wanted.others { rows = rows.filter(others.admits) }
    // Stable, so that each process keeps its order.
    return rows.enumerated().sorted { ($0.element.process, $0.offset) < ($1.element.process, $1.offset) }
      .map(\.element)
  }

  // MARK: Folding

  private mutating func folded<R>(
    _ wanted: Wanted<R>, _ types: [String]?, _ part: KeptRecords.Part = .whole
  ) throws -> [R] {
    if let process = wanted.process { return try folded(R.self, process, types, part) }
    if let process = wanted.others?.referringTo {
      if process.isEmpty { return [] }
      var rows: [R] = []
      let types = standpoint.accordingTo == nil ? wanted.others?.types?.map { $0.name } : nil
      let referring = try streams(referringTo: process)
      let others = Set(referring).union(try allMoves().destinations(of: referring)).subtracting([process])
      for other in others.sorted() {
        rows += try folded(R.self, other, types.map { $0 + Moves.typesWithRemarks })
      }
      return rows.filter { wanted.others?.admits($0) ?? true }
    }
    var rows: [R] = []
    if kept != nil, let types = R.types, !types.isEmpty {
      let names = types.map { $0.name }
      for process in try keptProcesses(ofTypes: types) { rows += try folded(R.self, process, names) }
    } else if let wanted = R.types?.map({ $0.name }), !wanted.isEmpty, standpoint.accordingTo == nil {
      // One statement gives the few that matter of however many processes.
      let moves = try allMoves()
      for events in try log.events(ofTypes: wanted, with: Moves.typesWithRemarks) {
        guard let process = events.first?.stream else { continue }
        // Between others events were moved, so that they are read by themselves.
        if moves.processes.contains(process) { continue }
        let fold = Fold(process: process, horizon: horizon(R.self), types: wanted)
        if let state = try state(of: fold, from: events) { rows += R.rows(of: process, state) }
      }
      for process in moves.processes.sorted() {
        rows += try folded(R.self, process, wanted + Moves.typesWithRemarks)
      }
      // By process, each in its order.
      if !moves.processes.isEmpty {
        rows = rows.enumerated().sorted { ($0.element.process, $0.offset) < ($1.element.process, $1.offset) }
          .map(\.element)
      }
    } else {
      for stream in try log.streams(after: 0) { rows += try folded(R.self, stream, nil) }
    }
    return wanted.others.map { rows.filter($0.admits) } ?? rows
  }

  private func horizon<R: Projected>(_ type: R.Type) -> CivilDay? {
    standpoint.asOf ?? (R.reachesBeyondToday ? nil : today)
  }

  private mutating func folded<R: Projected>(
    _ type: R.Type, _ process: String, _ types: [String]?, _ part: KeptRecords.Part = .whole
  ) throws -> [R] {
    let fold = Fold(process: process, horizon: horizon(type), types: types, part: part)
    guard let state = try state(of: fold) else { return [] }
    if kept != nil, R.goesOn(state) { kept?.noteMoving() }
    return R.rows(of: process, state)
  }

  /// The processes with an event of some types, the records of which are kept from then on.
  private mutating func keptProcesses(ofTypes types: [any EventType.Type]) throws -> [String] {
    let names = types.map { $0.name }
    if let known = kept?.processes[names] { return known }
    var found: [String] = []
    func keep(_ record: CorrectedRecord?, of process: String) {
      guard let record, !record.entries.isEmpty else { return }
      found.append(process)
      kept?.keep(record, as: KeptRecords.Key(process: process, types: names))
    }
    let moves = try allMoves()
    if standpoint.accordingTo == nil {
      for events in try log.events(ofTypes: names, with: Moves.typesWithRemarks) {
        guard let process = events.first?.stream, !moves.processes.contains(process) else { continue }
        keep(corrected(events, process), of: process)
      }
      for process in moves.processes {
        let events = try log.record(of: process, types: names + Moves.typesWithRemarks, moves)
        keep(corrected(events, process)?.only(types), of: process)
      }
    } else {
      for process in try log.streams(after: 0) {
        keep(corrected(try log.record(of: process, moves), process)?.only(types), of: process)
      }
    }
    found.sort()
    kept?.processes[names] = found
    return found
  }

  private mutating func streams(referringTo process: String) throws -> [String] {
    if let known = kept?.referring[process] { return known }
    let found = try log.streams(referringTo: process)
    kept?.referring[process] = found
    return found
  }

  /// The folded state of a process; nil where nothing was known of it yet.
  package mutating func state(of process: String) throws -> ProcessState? {
    try state(of: Fold(process: process, horizon: day))
  }

  /// The events of a process that count from the standpoint, those moved to it among them.
  package mutating func record(of process: String) throws -> [RecordedEvent<Event>] {
    try log.record(of: process, allMoves()).filter(standpoint.admits)
  }

  mutating func allMoves() throws -> Moves {
    let moves = try self.moves ?? log.moves()
    self.moves = moves
    return moves
  }

  private mutating func state(of wanted: Fold) throws -> ProcessState? {
    if let state = states[wanted] { return state }
    if kept != nil { return try keptState(of: wanted) }
    return try state(of: wanted, from: log.record(of: wanted.process, types: wanted.types, allMoves()))
  }

  private mutating func state(
    of wanted: Fold, from recorded: [RecordedEvent<Event>]
  ) throws -> ProcessState? {
    guard let record = corrected(recorded, wanted.process) else { return nil }
    let state = ProcessState.fold(record, asOf: wanted.horizon)
    states[wanted] = state
    return state
  }

  /// What counts from the standpoint of a record, in its order; nil where nothing does.
  private func corrected(_ recorded: [RecordedEvent<Event>], _ process: String) -> CorrectedRecord? {
    let entries = recorded.filter(standpoint.admits).map { Entry($0, zones: zones) }
    if entries.isEmpty { return nil }
    return CorrectedRecord(entries, in: process, accordingTo: standpoint.accordingTo)
  }

  private mutating func keptState(of wanted: Fold) throws -> ProcessState? {
    let key = KeptRecords.Key(process: wanted.process, types: wanted.types, part: wanted.part)
    if kept?.holds(key) == false {
      let recorded = try log.record(of: wanted.process, types: wanted.types, allMoves())
      let record = corrected(recorded, wanted.process)
      kept?.keep(record, as: key)
    }
    let day = self.day
    let state = kept?.state(key, on: day)
    states[wanted] = state
    return state
  }
}

// MARK: - In the order of occurrence

/// A log beside the tables, which can be read in an order that these give.
package protocol ChronologicalLog: EventLog<Event> {
  /// The events at some positions, in the order of the list.
  func events(at positions: [Int64]) throws -> [RecordedEvent<Event>]

  /// Passes the events at the positions that a query gives to the body, one at a time.
  ///
  /// They come as they are read, so that memory does not grow with their number; until the last has come, nothing else can be
  /// asked of the connection.
  ///
  /// - Parameter places: a query without parameters with the columns `position`, `process`, the process to which the event
  ///   belongs, and `is_revised`, whether it is to be read otherwise than it was recorded.
  /// - Parameter order: the columns of the query by which they are sorted.
  func forEachEvent(
    at places: SQL, orderedBy order: SQL,
    _ body: (_ event: RecordedEvent<Event>, _ process: String, _ isRevised: Bool) throws -> Void) throws
}

extension RowReader where Log: ChronologicalLog {
  /// Passes all events to the body in the order of occurrence, as they are to be read, each in the process to which it
  /// belongs.
  ///
  /// The body cannot ask anything of the connection.
  package mutating func forEachEvent(_ body: (RecordedEvent<Event>) throws -> Void) throws {
    guard !folds else { return try forEachFoldedEvent(body) }
    var isBegun = false
    try connection.sortingInMemoryIfFull(unless: isBegun) {
      try connection.transaction(.readOnlySnapshot) {
        // Folded first, since the connection serves nothing else while the events come.
        for row in try connection.query(
          "SELECT process, array_agg(event) FROM read.timeline WHERE why IS NOT NULL GROUP BY process")
        { try revise(Set(row.get(1, as: [Int64].self)), of: row.get(0)) }
        try log.forEachEvent(
          at: """
            SELECT event AS position, process, why IS NOT NULL AS is_revised, first_day, sort_key
            FROM read.timeline
            """,
          orderedBy: "first_day NULLS FIRST, process, sort_key"
        ) { event, process, isRevised in
          isBegun = true
          try body(asItReads(event, process, isRevised))
        }
      }
    }
  }

  private mutating func forEachFoldedEvent(_ body: (RecordedEvent<Event>) throws -> Void) throws {
    let timeline = try rows(TimelineRow.self)
    func first(_ index: Int) -> Int32 { timeline[index].firstDay?.days ?? .min }
    let order = timeline.indices.sorted { (first($0), $0) < (first($1), $1) }
    for (process, rows) in Dictionary(grouping: timeline.filter { $0.events.only == nil }, by: \.process) {
      try revise(Set(rows.map(\.event.value)), of: process)
    }
    for start in stride(from: 0, to: order.count, by: 1000) {
      let rows = order[start...].prefix(1000).map { timeline[$0] }
      var events = try log.events(at: rows.map(\.event.value))[...]
      for row in rows where events.first?.position == row.event.value {
        try body(asItReads(events.removeFirst(), row.process, row.events.only == nil))
      }
    }
  }

  /// Keeps how some events of a process are to be read.
  private mutating func revise(_ positions: Set<Int64>, of process: String) throws {
    let fold = Fold(process: process, horizon: standpoint.asOf)
    let isKept = states[fold] != nil
    for entry in try state(of: fold)?.entries ?? [] where positions.contains(entry.position) {
      revised[process, default: [:]][entry.position] = entry.event
    }
    if !isKept { states[fold] = nil }
  }

  private func asItReads(
    _ event: RecordedEvent<Event>, _ process: String, _ isRevised: Bool
  ) -> RecordedEvent<Event> {
    let reading = isRevised ? revised[process]?[event.position] : nil
    return (reading.map(event.with) ?? event).placed(in: process)
  }
}

extension Wanted {
  fileprivate var query: SQL {
    let condition: SQL =
      if let process {
        "WHERE process = \(process)"
      } else if let others {
        "WHERE \(others.condition())"
      } else {
        ""
      }
    let selection = R.selection(of: columns, withReasons: fields == nil)
    return "SELECT \(selection) FROM read.\(identifier: R.name) \(condition) ORDER BY process, sort_key"
  }
}

extension RowReader {
  /// Rows of a table, by process and sort key, in their order.
  func rows<R: Projected>(_ type: R.Type, at keys: [(process: String, sortKey: [UInt8])]) throws -> [R] {
    try R.all(
      connection.query(
        """
        SELECT \(R.selection)
        FROM unnest(\(keys.map(\.process)), \(keys.map(\.sortKey))) WITH ORDINALITY wanted (process, sort_key, ordinal)
          JOIN read.\(identifier: R.name) USING (process, sort_key)
        ORDER BY ordinal
        """))
  }
}

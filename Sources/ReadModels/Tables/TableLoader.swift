internal import Postgres
internal import Talks

/// Writes the rows of processes into the tables of a schema, by binary COPY in pieces: the server loads
/// one while the next is made, and memory stays flat.
struct TableLoader {
  private let connection: Connection
  private let schema: String
  private var loading: Started?
  private var writers = RowTypes.all.map { _ in BinaryCopyWriter() }

  /// The limit on buffered bytes of a table; about the size of a socket's buffer.
  private static let piece = 1 << 17

  init(_ connection: Connection, into schema: String) {
    (self.connection, self.schema) = (connection, schema)
  }

  /// Adds the rows of a process of which the tables hold none.
  mutating func add(process: String, _ state: ProcessState) throws {
    let keys = SortKeys(state)
    for (index, type) in RowTypes.all.enumerated() {
      var none = StoredRows()
      try add(type, index, process, state, keys, beside: &none)
    }
  }

  /// Writes the rows of a process that differ from those in the tables, and removes those that are no longer.
  ///
  /// - Parameter news: the events that the tables do not tell of yet; nil where any of its rows can be others.
  mutating func replace(process: String, _ state: ProcessState, after news: News?) throws {
    try awaitServer()
    let keys = SortKeys(state)
    var types = RowTypes.all.enumerated().filter { news?.matters(to: $0.element) ?? true }
    if let news, news.leaveOtherEvents {
      types = try types.filter { index, type in
        guard let type = type as? any EventListing.Type else { return true }
        return try !extend(type, index, process, state, keys, after: news.reached)
      }
    }
    let stored = try connection.pipeline(
      types.map { _, type in
        let names = type.table.columns.map { "\(identifier: $0.name)" as SQL }
        return """
          SELECT \(names.joined(separator: ", ")) FROM \(identifier: schema).\(identifier: type.name)
          WHERE process = \(process) ORDER BY sort_key
          """
      })
    for ((index, type), rows) in zip(types, stored) {
      var rows = StoredRows(rows)
      try add(type, index, process, state, keys, beside: &rows)
      try rows.finish()
      if rows.gone.isEmpty { continue }
      try awaitServer()
      try connection.execute(
        """
        DELETE FROM \(identifier: schema).\(identifier: type.name)
        WHERE process = \(process) AND sort_key = ANY (\(rows.gone))
        """)
    }
    for index in writers.indices where writers[index].count >= Self.piece { try flush(index) }
  }

  /// Adds the rows of new events, where those of others stay as they are; false where the keys of these do not.
  private mutating func extend<R: EventListing>(
    _ type: R.Type, _ index: Int, _ process: String, _ state: ProcessState, _ keys: SortKeys,
    after reached: Int64
  ) throws -> Bool {
    let remarks = state.corrections.positions
    var (now, before) = (SortKeys.Sequence(), SortKeys.Sequence())
    var new: [(entry: Entry, key: [UInt8])] = []
    for entry in R.listed(state) {
      let anchor = keys.anchor(Provenance(entry.position).with(remarks))
      now.advance(to: anchor)
      if entry.position > reached {
        new.append((entry, now.key))
      } else {
        before.advance(to: anchor)
        if now != before { return false }
      }
    }
    let counting = Set(state.entries.lazy.map(\.position).filter { $0 > reached })
    guard new.allSatisfy({ counting.contains($0.entry.position) }) else { return false }
    let (form, columns) = (RowForm(R.self, remarks), R.columns)
    for one in new {
      let cells = R.row(one.entry, state).values(of: columns)
      try write(form.remarked(cells), of: process, one.key, form, to: index)
    }
    return true
  }

  /// - Parameter stored: the rows in the table; those that are the same are not written.
  private mutating func add(
    _ type: any Projected.Type, _ index: Int, _ process: String, _ state: ProcessState, _ keys: SortKeys,
    beside stored: inout StoredRows
  ) throws {
    let form = RowForm(type, state.corrections.positions)
    var sequence = SortKeys.Sequence()
    try type.forEachRow(state) { cells in
      let cells = form.remarked(cells)
      let key = sequence.next(keys.anchor(cells[0].provenance))
      try write(cells, of: process, key, form, to: index)
      if stored.isEmpty {
        if writers[index].count >= Self.piece { try flush(index) }
      } else if try stored.holds(key, where: writers[index].lastRowEquals) {
        writers[index].withdrawRow()
      }
    }
  }

  private mutating func write(
    _ cells: [Traced<Cell>], of process: String, _ key: [UInt8], _ form: RowForm, to index: Int
  ) throws {
    try writers[index].beginRow(columns: cells.count + 3)
    try writers[index].append(process)
    try writers[index].append(key)
    for place in cells.indices { try writers[index].append(cells[place].wrappedValue, as: form.kinds[place]) }
    try writers[index].append(Why(of: cells).bytes(own: form.own.flatMap { cells[$0].wrappedValue.position }))
  }

  mutating func finish() throws {
    for index in writers.indices { try flush(index) }
    try awaitServer()
  }

  /// Waits for the piece that the server is loading; throws where that fails, which the next statement of the
  /// connection would hide.
  mutating func awaitServer() throws {
    try loading?.finish()
    loading = nil
  }

  private mutating func flush(_ index: Int) throws {
    if writers[index].rows == 0 { return }
    writers[index].end()
    try awaitServer()
    loading = try connection.startCopyIn(
      "COPY \(identifier: schema).\(identifier: RowTypes.all[index].name) FROM STDIN (FORMAT binary)",
      writers[index].take())
    writers[index] = BinaryCopyWriter()
  }
}

/// How the rows of a type are written, worked out once for all of them.
private struct RowForm {
  let kinds: [Cell.Kind]
  /// The index of the column with the event that a row is about; nil where there is none.
  let own: Int?
  private let remarks: [Int64: Provenance]

  /// - Parameter remarks: the positions of the corrections of each event, by its position.
  init<R: Projected>(_ type: R.Type, _ remarks: [Int64: Provenance]) {
    kinds = R.columns.map(\.kind)
    own = R.columns.firstIndex { $0.isPosition }
    self.remarks = remarks
  }

  /// The values of a row as resting also on what is said of the events on which they rest.
  func remarked(_ cells: [Traced<Cell>]) -> [Traced<Cell>] {
    if remarks.isEmpty { return cells }
    return cells.map { Traced($0.wrappedValue, $0.provenance.with(remarks)) }
  }
}

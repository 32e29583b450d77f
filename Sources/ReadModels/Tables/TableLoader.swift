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
    let types = RowTypes.all.enumerated().filter { news?.matters(to: $0.element) ?? true }
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

  /// - Parameter stored: the rows in the table; those that are the same are not written.
  private mutating func add<R: Projected>(
    _ type: R.Type, _ index: Int, _ process: String, _ state: ProcessState, _ keys: SortKeys,
    beside stored: inout StoredRows
  ) throws {
    let rows = R.rows(state)
    if rows.isEmpty { return }
    let (columns, remarks) = (R.columns, state.corrections.positions)
    let (values, kinds) = (columns.map(\.get), columns.map(\.kind))
    let own = columns.firstIndex { $0.isPosition }
    var sequence = SortKeys.Sequence()
    for row in rows {
      var cells: [Traced<Cell>] = []
      cells.reserveCapacity(values.count)
      for value in values { cells.append(value(row)) }
      if !remarks.isEmpty {
        cells = cells.map { Traced($0.wrappedValue, $0.provenance.with(remarks)) }
      }
      let key = sequence.next(keys.anchor(cells[0].provenance))
      try write(
        cells, of: process, key, kinds, own: own.flatMap { cells[$0].wrappedValue.position }, to: index)
      if stored.isEmpty {
        if writers[index].count >= Self.piece { try flush(index) }
      } else if try stored.holds(key, where: writers[index].lastRowEquals) {
        writers[index].withdrawRow()
      }
    }
  }

  // Not generic over the type of row, which would cost more than what it does.
  private mutating func write(
    _ cells: [Traced<Cell>], of process: String, _ key: [UInt8], _ kinds: [Cell.Kind], own: Int64?,
    to index: Int
  ) throws {
    try writers[index].beginRow(columns: cells.count + 3)
    try writers[index].append(process)
    try writers[index].append(key)
    for place in cells.indices { try writers[index].append(cells[place].wrappedValue, as: kinds[place]) }
    try writers[index].append(Why(of: cells).bytes(own: own))
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

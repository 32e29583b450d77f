internal import Postgres
internal import Talks

/// Loads the rows of processes into the tables of a schema, by binary COPY in pieces: the server loads
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

  mutating func add(process: String, _ state: ProcessState) throws {
    for (index, type) in RowTypes.all.enumerated() { try add(type, index, process, state) }
  }

  private mutating func add<R: Projected>(
    _ type: R.Type, _ index: Int, _ process: String, _ state: ProcessState
  ) throws {
    let rows = R.rows(state)
    if rows.isEmpty { return }
    let (columns, remarks) = (R.columns, state.corrections.positions)
    let (values, kinds) = (columns.map(\.get), columns.map(\.kind))
    for (n, row) in rows.enumerated() {
      let cells = values.map { value in
        let cell = value(row)
        return Traced(cell.wrappedValue, cell.provenance.with(remarks))
      }
      try writers[index].beginRow(columns: cells.count + 4)
      try writers[index].append(process)
      try writers[index].append(Int32(n + 1))
      for (cell, kind) in zip(cells, kinds) { try writers[index].append(cell.wrappedValue, as: kind) }
      let events = R.events(of: cells)
      try writers[index].append(events.all)
      if let why = Why.json(of: cells, events, columns) {
        try writers[index].append(jsonb: why)
      } else {
        writers[index].appendNull()
      }
      if writers[index].count >= Self.piece { try flush(index) }
    }
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

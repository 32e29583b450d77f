internal import Postgres
internal import Talks

/// Loads the rows of processes into the projections of the current search path, by binary COPY in pieces: the
/// server loads one while the next is made, and memory stays flat.
struct TableLoader {
  private let connection: Connection
  private var loading: Started?
  private var writers = Projections.all.map { _ in BinaryCopyWriter() }

  /// How many bytes of a table wait at most; about what fits into a socket.
  private static let piece = 1 << 17

  init(_ connection: Connection) { self.connection = connection }

  mutating func add(process: String, _ state: ProcessState) throws {
    for (index, projection) in Projections.all.enumerated() {
      for (n, row) in projection.table(of: process, state).enumerated() {
        try writers[index].beginRow(columns: row.cells.count + 4)
        try writers[index].append(process)
        try writers[index].append(Int32(n + 1))
        for cell in row.cells { try writers[index].append(cell) }
        let events = row.events
        try writers[index].append(events.all)
        if let why = Why.text(of: row, events, projection.columns) {
          // The binary form of jsonb: a version, and the text.
          try unsafe ([1] + Array(why.utf8)).withUnsafeBytes { try unsafe writers[index].appendRaw($0) }
        } else {
          writers[index].appendNull()
        }
        if writers[index].count >= Self.piece { try flush(index) }
      }
    }
  }

  mutating func finish() throws {
    for index in writers.indices { try flush(index) }
    try loading?.finish()
  }

  private mutating func flush(_ index: Int) throws {
    if writers[index].rows == 0 { return }
    writers[index].end()
    try loading?.finish()
    loading = try connection.startCopyIn(
      "COPY \(identifier: Projections.all[index].name) FROM STDIN (FORMAT binary)", writers[index].take())
    writers[index] = BinaryCopyWriter()
  }
}

extension BinaryCopyWriter {
  fileprivate mutating func append(_ cell: Cell) throws {
    switch cell {
    case .null, .unknown: appendNull()
    case .text(let text): try append(text)
    case .integer(let value): try append(value)
    case .boolean(let value): try append(value)
    case .day(let days): try append(Day(days: days))
    case .texts(let texts): try append(texts)
    }
  }
}

internal import Postgres
internal import Talks

/// Loads the rows of processes into the projections of the current search path, by binary COPY in pieces, so
/// that memory stays flat.
struct TableLoader {
  private let connection: Connection
  private var buffers: [RowBuffer]

  private static let piece = 1 << 20

  init(_ connection: Connection) {
    self.connection = connection
    buffers = Projections.all.map { _ in RowBuffer() }
  }

  mutating func add(process: String, _ state: ProcessState) throws {
    for (index, projection) in Projections.all.enumerated() {
      for (n, row) in projection.rows(state).enumerated() {
        buffers[index].add(process: process, n: Int32(n + 1), row)
        if buffers[index].count > Self.piece { try flush(index) }
      }
    }
  }

  mutating func finish() throws {
    for index in buffers.indices { try flush(index) }
  }

  private mutating func flush(_ index: Int) throws {
    guard buffers[index].count > 0 else { return }
    let bytes = buffers[index].take()
    try connection.copyIn("COPY \(identifier: Projections.all[index].name) FROM STDIN (FORMAT binary)") {
      copy in
      try copy.write(bytes)
    }
  }
}

/// Rows in PostgreSQL's binary COPY format.
private struct RowBuffer {
  private var writer = BinaryCopyWriter()

  var count: Int { writer.count }

  mutating func take() -> [UInt8] {
    writer.finish()
    defer { writer = BinaryCopyWriter() }
    return writer.bytes
  }

  mutating func add(process: String, n: Int32, _ row: [Cell]) {
    writer.beginRow(columns: row.count + 2)
    writer.append(process)
    writer.append(n)
    for cell in row {
      switch cell {
      case .null: writer.appendNull()
      case .text(let text): writer.append(text)
      case .integer(let value): writer.append(value)
      case .boolean(let value): writer.append(value)
      case .day(let days): writer.append(Day(days: days))
      case .texts(let texts): writer.append(texts)
      }
    }
  }
}
